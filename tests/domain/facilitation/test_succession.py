"""Reporting lines change, and who facilitates stands above somebody in the circle: a successor is proposed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.facilitation.conftest import MONDAY, parts, passes

from peerloop.circles.actions import (
    accept_invitation,
    close_circle,
    invite_to_circle,
    join_circle,
    name_facilitator,
    start_circle,
)
from peerloop.circles.queries import leads_circle
from peerloop.facilitation.actions import check_lines, decline_succession, hand_over, take_over
from peerloop.facilitation.models import Succession
from peerloop.facilitation.queries import successions_of, successions_seen_by
from peerloop.facilitation.rules import HAND_OVER_IN, Settled
from peerloop.intake.actions import apply_import
from peerloop.journal.models import Entry, Job
from peerloop.kit import clock
from peerloop.people.actions import block, depart, update_profile

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@pytest.fixture
def crossed(circle: Circle, alice: Member, bo: Member) -> Circle:
    """Alice reports to Bo since today."""
    update_profile(alice, by=None, manager=bo)
    return circle


def proposed() -> list[tuple[str, str | None, str]]:
    rows = Succession.objects.order_by("pk").values_list("facilitator__name", "successor__name", "answer")
    return list(rows)


def test_a_change_is_looked_at_within_a_minute_and_many_changes_once(crossed: Circle, charlie: Member) -> None:
    update_profile(charlie, by=None, place="Leeds")
    job = Job.objects.get(kind="facilitation.lines")
    assert job.due_at == MONDAY + timedelta(minutes=1)


def test_a_file_from_hr_changes_lines_too(circle: Circle, alice: Member, bo: Member, charlie: Member) -> None:
    passes(charlie)
    apply_import(b"email,name,manager_email\nalice@example.org,Alice,bo@example.org\n", "people.csv", by=None)
    assert Job.objects.filter(kind="facilitation.lines").count() == 1
    check_lines()
    assert proposed() == [("Bo", "Charlie", "")]


def test_who_is_in_the_circle_and_may_is_proposed_says_yes_and_facilitates(
    crossed: Circle, alice: Member, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    assert (check_lines(), check_lines()) == (1, 0)
    assert proposed() == [("Bo", "Charlie", "")]
    row = successions_seen_by(charlie).get()
    assert list(successions_of(bo)) == [row]
    for member in (alice, bo):
        with pytest.raises(PermissionDenied):
            take_over(row, by=member)
    take_over(row, by=charlie)
    with pytest.raises(Settled):
        take_over(row, by=charlie)
    with pytest.raises(Settled):
        decline_succession(row, by=charlie)
    assert parts(crossed) == {"Charlie": "facilitator", "Bo": "member", "Alice": "member"}
    assert proposed() == [("Bo", "Charlie", "yes")]
    assert check_lines() == 0
    told = {entry.verb: entry.about for entry in Entry.objects.filter(verb__startswith="facilitation.")}
    assert told == {
        "facilitation.successor_proposed": [charlie.pk],
        "facilitation.lines_crossed": [bo.pk],
        "facilitation.handed_over": [charlie.pk],
        "facilitation.taken_over": [bo.pk],
    }


def test_also_where_the_line_changes_further_up(
    circle: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Alice reports to Dana, and Dana to Bo from now on."""
    passes(charlie)
    assert check_lines() == 0
    update_profile(dana, by=None, manager=bo)
    assert check_lines() == 1
    assert proposed() == [("Bo", "Charlie", "")]


def test_a_no_brings_the_next_one_and_nobody_who_manages_somebody_there(
    crossed: Circle, alice: Member, bo: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    """Charlie says no; Hugo is Bo's manager, so above Alice; Ines has nothing to do with them, Jo has blocked Alice."""
    hugo, ines, jo = (make_member(name) for name in ("Hugo", "Ines", "Jo"))
    update_profile(bo, by=None, manager=hugo)
    block(jo, alice)
    passes(charlie, hugo, jo, ines)
    check_lines()
    decline_succession(successions_seen_by(charlie).get(), by=charlie)
    assert proposed() == [("Bo", "Charlie", "no"), ("Bo", "Ines", "")]
    take_over(successions_seen_by(ines).get(), by=ines)
    assert parts(crossed) == {"Ines": "facilitator", "Bo": "member", "Alice": "member", "Charlie": "member"}


def test_who_leads_somebody_in_it_by_now_is_not_told_whom(
    crossed: Circle, alice: Member, make_member: MakeMember
) -> None:
    """Ines is asked from outside, then Alice reports to her: that Alice is in the circle is Alice's."""
    ines = make_member("Ines")
    passes(ines)
    check_lines()
    update_profile(alice, by=None, manager=ines)
    with pytest.raises(ValidationError) as refused:
        take_over(successions_seen_by(ines).get(), by=ines)
    assert refused.value.messages == [
        "Since you were asked something has changed, and you cannot follow. You need do nothing."
    ]


def test_who_began_a_circle_that_nobody_facilitates_looks_after_it_no_longer(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Bo began two circles without the course; Alice, in one of them, reports to Dana, and Dana to Bo from now on."""
    with_alice, without = (start_circle(by=bo, title=title, goal="Ship it.") for title in ("Rust", "Go"))
    join_circle(with_alice, by=alice)
    for circle in (with_alice, without):
        join_circle(circle, by=charlie)
    check_lines()
    assert [leads_circle(one, with_alice) for one in (alice, bo, charlie)] == [False, True, False]
    update_profile(dana, by=None, manager=bo)
    for _twice in range(2):
        check_lines()
    with_alice.refresh_from_db()
    assert [leads_circle(one, with_alice) for one in (alice, bo, charlie)] == [True, True, True]
    assert [leads_circle(one, without) for one in (bo, charlie)] == [True, False]
    told = Entry.objects.filter(verb="circle.unled").values_list("subject", "about")
    assert [(circle, sorted(about)) for circle, about in told] == [
        (with_alice.pk, sorted([alice.pk, bo.pk, charlie.pk])),
    ]  # fmt: skip


def test_of_a_hidden_circle_nobody_outside_hears(alice: Member, bo: Member, make_member: MakeMember) -> None:
    passes(bo, make_member("Ines"))
    hidden = start_circle(by=bo, title="Quiet ones", goal="Speak freely", openness="hidden")
    invite_to_circle(hidden, [alice], by=bo)
    accept_invitation(hidden, by=alice)
    update_profile(alice, by=None, manager=bo)
    assert check_lines() == 1
    assert proposed() == [("Bo", None, "")]


def test_after_a_fortnight_they_facilitate_no_longer_be_there_a_successor_or_not(
    crossed: Circle, bo: Member, charlie: Member
) -> None:
    passes(charlie)
    check_lines()
    with clock.at(MONDAY + timedelta(days=10)):
        decline_succession(successions_seen_by(charlie).get(), by=charlie)
    with clock.at(MONDAY + HAND_OVER_IN - timedelta(minutes=1)):
        check_lines()
        assert parts(crossed)["Bo"] == "facilitator"
    with clock.at(MONDAY + HAND_OVER_IN):
        check_lines()
        assert parts(crossed) == {"Bo": "member", "Alice": "member", "Charlie": "member"}
        assert check_lines() == 0


def test_what_settles_itself_needs_nobody(
    crossed: Circle, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    passes(charlie)
    check_lines()
    update_profile(alice, by=None, manager=dana)
    assert check_lines() == 0
    assert proposed() == []
    update_profile(alice, by=None, manager=bo)
    check_lines()
    name_facilitator(crossed, charlie, by=bo, co=True)
    hand_over(crossed, charlie, by=bo)
    assert proposed() == []
    assert check_lines() == 0


def test_who_leaves_follows_nobody_and_a_closed_circle_needs_nobody(
    crossed: Circle, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    passes(charlie)
    check_lines()
    depart(charlie, by=None)
    assert proposed() == []
    passes(make_member("Ines"))
    check_lines()
    assert proposed() == [("Bo", "Ines", "")]
    close_circle(crossed, by=bo)
    assert proposed() == []
    assert check_lines() == 0
