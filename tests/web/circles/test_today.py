"""Bo's circle on Alice's Today: the invitation, then what to try, until she has tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from tests.domain.circles.conftest import passes

from peerloop.circles.actions import accept_invitation, close_circle, do_task, invite_to_circle, set_task, start_circle

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

INVITED = "You are invited into “Knots”."
TRY = "Tie one without looking."


def today(browser: object) -> tuple[bool, bool]:
    words = " ".join(strip_tags(browser.get("/").text).split())  # type: ignore[attr-defined]
    return INVITED in words, TRY in words


def test_an_invitation_and_a_task_wait_on_today_until_they_are_done(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    passes(bo)
    circle = start_circle(by=bo, title="Knots", goal="Tie ten.", openness="hidden")
    invite_to_circle(circle, [alice], by=bo)
    hers, others = client_of(alice), client_of(charlie)
    assert (today(hers), today(others)) == ((True, False), (False, False))
    accept_invitation(circle, by=alice)
    task = set_task(circle, by=bo, text=TRY)
    assert (today(hers), today(others)) == ((False, True), (False, False))
    do_task(task, by=alice, text="It held.")
    assert today(hers) == (False, False)


def test_a_closed_circle_asks_nothing_more(alice: Member, bo: Member, client_of: ClientOf) -> None:
    passes(bo)
    circle = start_circle(by=bo, title="Knots", goal="Tie ten.", openness="hidden")
    invite_to_circle(circle, [alice], by=bo)
    set_task(circle, by=bo, text=TRY)
    close_circle(circle, by=bo)
    assert (today(client_of(alice)), today(client_of(bo))) == ((False, False), (False, False))
