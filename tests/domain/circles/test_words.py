"""What is told of circles: to whom, and what no longer holds is not said."""

from __future__ import annotations

from datetime import UTC, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from tests.domain.circles.conftest import MONDAY, passes, planned

from peerloop.circles.actions import (
    accept_invitation,
    answer_asking,
    ask_to_join,
    close_circle,
    decline_invitation,
    form_circles,
    invite_to_circle,
    join_circle,
    leave_circle,
    make_circles,
    name_facilitator,
    remove_from_circle,
    set_task,
    start_circle,
)
from peerloop.circles.actions.drafting import compute
from peerloop.circles.models import Circle, Forming, LeftOut
from peerloop.circles.queries import circles_of
from peerloop.circles.words import why_left_out
from peerloop.notices.models import Notice
from peerloop.notices.queries import composed, notices_seen_by
from peerloop.people.actions import depart
from peerloop.programmes.actions import close_programme, join_programme, open_programme, set_up_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def told(member: Member) -> list[str]:
    """Return the kinds of notices that the member has, about circles."""
    rows = Notice.objects.filter(member=member, kind__startswith="circle_").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_who_is_told_what(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    passes(charlie)
    invite_to_circle(circle, [alice], by=bo)
    join_circle(circle, by=alice)
    join_circle(circle, by=charlie)
    name_facilitator(circle, charlie, by=bo, co=True)
    set_task(circle, by=bo, text="Try it")
    leave_circle(circle, by=alice)
    close_circle(circle, by=bo)
    assert told(alice) == ["circle_invited", "circle_facilitated", "circle_task"]
    assert told(bo) == ["circle_came", "circle_came", "circle_left"]
    assert told(charlie) == ["circle_yours", "circle_task", "circle_left", "circle_closed"]


def test_who_asks_at_a_door_and_is_turned_down_is_told_and_who_is_taken_out_too(
    bo: Member, alice: Member, charlie: Member
) -> None:
    passes(bo)
    made = start_circle(by=bo, title="Second careers", goal="Find out.", openness="private")
    answer_asking(ask_to_join(made.door, by=alice), by=bo, yes=False)
    answer_asking(ask_to_join(made.door, by=charlie), by=bo, yes=True)
    remove_from_circle(made, charlie, by=bo)
    assert (told(alice), told(charlie)) == (["circle_turned_down"], ["circle_let_in", "circle_removed"])
    assert told(bo) == ["circle_asked", "circle_asked"]


def test_a_circle_whose_facilitator_left_the_company_is_told_of_it(circle: Circle, alice: Member, bo: Member) -> None:
    join_circle(circle, by=alice)
    depart(bo, by=None)
    assert told(alice) == ["circle_unled"]


def test_mail_of_a_hidden_circle_goes_to_those_in_it_alone(
    hidden: Circle, alice: Member, bo: Member, charlie: Member, work: Callable[[], int]
) -> None:
    invite_to_circle(hidden, [alice, charlie], by=bo)
    join_circle(hidden, by=bo)
    accept_invitation(hidden, by=alice)
    decline_invitation(hidden, by=charlie)
    planned(hidden, bo)
    work()
    assert mail.outbox
    telling = [letter for letter in mail.outbox if "Quiet reorganisers" in f"{letter.subject} {letter.body}"]
    assert telling
    assert {parseaddr(letter.to[0])[1] for letter in telling} <= {alice.email, bo.email}


@pytest.mark.parametrize("count", [1, 20])
def test_each_of_many_who_come_is_named_by_their_own_name(
    count: int, circle: Circle, bo: Member, make_member: MakeMember
) -> None:
    Circle.objects.filter(pk=circle.pk).update(most=30)
    for number in range(count):
        join_circle(circle, by=make_member(f"Member {number}"))
    subjects = {words.subject for words in composed(bo, list(notices_seen_by(bo))).values()}
    assert subjects == {f"Member {number} has come in: Rust on Thursdays" for number in range(count)}


def test_when_its_programme_closes_the_circle_goes_on_and_who_looks_after_it_is_told(
    bo: Member, alice: Member, rust: Skill, organiser: Member
) -> None:
    """What the programme asked for is asked no more, and a draft of circles in it is not made."""
    passes(bo)
    season = set_up_programme(by=organiser, title="Winter", starts_on=MONDAY.date(), asks_teach_back=True)
    open_programme(season, by=organiser)
    for member in (bo, alice):
        join_programme(season, by=member)
    circle = start_circle(by=bo, title="Rust in winter", goal="Ship it.", skill=rust, programme=season)
    join_circle(circle, by=alice)
    with pytest.raises(ValidationError, match="asks for a practice lesson"):
        planned(circle, bo)
    draft = form_circles(by=organiser, skills=[rust], programme=season)
    compute(draft, seconds=1)
    close_programme(season, by=organiser)
    assert (list(circles_of(alice)), told(bo)[-1], told(alice)) == ([circle], "circle_programme_over", [])
    assert len(planned(Circle.objects.get(pk=circle.pk), bo).sessions) == 1
    with pytest.raises(ValidationError, match="programme is closed"):
        make_circles(draft, by=organiser)


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (1, "One of your team is in the circle on Monday at 10:00 already, so that teams mix."),
        (3, "3 of your team are in the circle on Monday at 10:00 already, so that teams mix."),
    ],
)
def test_who_is_left_out_so_that_teams_mix_hears_how_many_there_are(most: int, words: str) -> None:
    left = LeftOut(forming=Forming(of_a_team=most), rule="of_a_team", starts_at=MONDAY + timedelta(hours=2))
    assert why_left_out(left, UTC) == words
