"""Not a fit: without blame, without a reason, and somebody else is looked for at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from peerloop.matchmaking.actions import accept, ask, end_pairing, publish, refresh_suggestions, run
from peerloop.matchmaking.models import Ending, NotAFit
from peerloop.matchmaking.queries import refusals, seats_left, suggestions_for
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def pairing(need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member) -> Pairing:
    """Bo has said yes to Tuesday, 09:00; Charlie knows Rust, too."""
    offer(charlie, skill=rust, level=4)
    return accept(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)


@pytest.mark.parametrize("who", ["alice", "bo"])
def test_either_may_say_so_and_it_is_kept_nowhere_who(
    who: str, pairing: Pairing, need: Need, alice: Member, bo: Member, charlie: Member
) -> None:
    end_pairing(pairing, by={"alice": alice, "bo": bo}[who], kind="not_a_fit")
    ending = Ending.objects.get(pairing=pairing)
    assert (ending.kind, ending.by) == ("not_a_fit", None)
    assert [one.teacher for one in suggestions_for(need)] == [charlie]
    assert seats_left([bo.pk]) == {bo.pk: 2}
    assert refusals(need) == []


def test_the_two_are_not_suggested_to_one_another_for_it_again(
    pairing: Pairing, need: Need, alice: Member, charlie: Member, organiser: Member
) -> None:
    end_pairing(pairing, by=alice, kind="not_a_fit")
    assert [one.teacher for one in refresh_suggestions(need)] == [charlie]
    publish(run(by=organiser), by=organiser)
    assert [one.teacher for one in suggestions_for(need)] == [charlie]


def test_for_something_else_they_may_be(pairing: Pairing, alice: Member, bo: Member, charlie: Member) -> None:
    from peerloop.skills.actions import propose_skill

    end_pairing(pairing, by=bo, kind="not_a_fit")
    go = propose_skill("Go", by=charlie)
    offer(bo, skill=go, level=4)
    assert [one.teacher for one in suggestions_for(want(alice, skill=go, level=3))] == [bo]


def test_done_is_done_and_they_may_meet_again(pairing: Pairing, need: Need, alice: Member, bo: Member) -> None:
    end_pairing(pairing, by=alice)
    assert not NotAFit.objects.exists()
    assert bo in [one.teacher for one in refresh_suggestions(need)]


def test_where_the_need_is_dropped_nothing_is_looked_for(pairing: Pairing, need: Need, alice: Member) -> None:
    from peerloop.skills.actions import drop_need

    drop_need(need, by=alice)
    end_pairing(pairing, by=alice, kind="not_a_fit")
    assert NotAFit.objects.count() == 1
