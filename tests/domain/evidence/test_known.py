"""Alice finds out what she knows from what she did; she says yes, leaves out, corrects."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.evidence.conftest import MONDAY, taught

from peerloop.evidence.actions import bring_back, confirm, correct, keep, leave_out
from peerloop.evidence.models import Verdict
from peerloop.evidence.queries import gathered_of, known_to
from peerloop.evidence.rules import HALF_LIFE, strength
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import depart
from peerloop.recognition.actions import hide
from peerloop.recognition.models import Contribution
from peerloop.skills.actions import merge_skills, offer, propose_skill, take_back_merge, withdraw_offer
from peerloop.skills.models import Offer
from peerloop.skills.queries import find_skill, offers_seen_by

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from peerloop.evidence.rules import Known
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def said(some: tuple[Known, ...]) -> list[tuple[str, int]]:
    """Return the names of skills, and how many rows speak for each."""
    return [(one.skill.name, len(one.rows)) for one in some]


def test_what_was_taught_is_known_with_the_rows_that_say_so(alice: Member, rust: Skill, go: Skill) -> None:
    older, newer = taught(alice, rust, days_ago=40), taught(alice, rust, days_ago=2)
    taught(alice, go, days_ago=3)
    taught(alice, None)
    found = gathered_of(alice)
    assert said(found.waiting) == [("Rust", 2), ("Go", 1)]
    assert found.waiting[0].rows == (newer, older)
    assert (found.offered, found.left_out) == ((), ())


def test_it_is_hers_alone_until_she_says_yes_then_colleagues_find_her(alice: Member, bo: Member, rust: Skill) -> None:
    taught(alice, rust)
    assert said(gathered_of(bo).waiting) == []
    assert not offers_seen_by(bo).exists()
    made = confirm(rust, by=alice, level=4)
    assert list(offers_seen_by(bo)) == [made]
    assert (made.level, made.skill) == (4, rust)
    found = gathered_of(alice)
    assert (said(found.waiting), said(found.offered)) == ([], [("Rust", 1)])


def test_a_second_yes_changes_nothing_and_nobody_says_yes_to_what_they_never_did(
    alice: Member, bo: Member, rust: Skill
) -> None:
    taught(alice, rust)
    assert confirm(rust, by=alice, level=4) == confirm(rust, by=alice, level=1)
    assert Offer.objects.get().level == 4
    for act in (confirm, leave_out, keep):
        with pytest.raises(PermissionDenied):
            act(rust, by=bo)
    with pytest.raises(PermissionDenied):
        correct(rust, by=bo, instead=rust)


def test_left_out_it_is_asked_about_no_more_and_can_be_brought_back(alice: Member, rust: Skill) -> None:
    taught(alice, rust)
    leave_out(rust, by=alice)
    leave_out(rust, by=alice)
    taught(alice, rust)
    found = gathered_of(alice)
    assert (said(found.waiting), said(found.left_out)) == ([], [("Rust", 2)])
    bring_back(rust, by=alice)
    bring_back(rust, by=alice)
    assert said(gathered_of(alice).waiting) == [("Rust", 2)]
    assert Entry.objects.filter(verb="knowledge.brought_back").count() == 1


def test_what_is_offered_is_withdrawn_not_left_out_and_then_stays_out(alice: Member, rust: Skill) -> None:
    taught(alice, rust)
    made = confirm(rust, by=alice)
    with pytest.raises(ValidationError):
        leave_out(rust, by=alice)
    withdraw_offer(made, by=alice)
    assert said(gathered_of(alice).left_out) == [("Rust", 1)]
    confirm(rust, by=alice)
    assert said(gathered_of(alice).offered) == [("Rust", 1)]


def test_a_row_left_out_of_the_ledger_speaks_for_nothing(alice: Member, rust: Skill) -> None:
    hide(taught(alice, rust), by=alice)
    assert said(gathered_of(alice).waiting) == []


def test_it_was_another_skill_and_what_comes_later_is_too(alice: Member, rust: Skill, go: Skill) -> None:
    taught(alice, rust)
    correct(rust, by=alice, instead=go)
    taught(alice, rust)
    found = gathered_of(alice)
    assert said(found.waiting) == [("Go", 2)]
    assert found.waiting[0].instead_of == (rust,)
    with pytest.raises(PermissionDenied):
        confirm(rust, by=alice)
    bring_back(rust, by=alice)
    assert said(gathered_of(alice).waiting) == [("Rust", 2)]


def test_corrected_twice_and_back_again(alice: Member, rust: Skill, go: Skill) -> None:
    zig = propose_skill("Zig", by=None)
    taught(alice, rust)
    correct(rust, by=alice, instead=go)
    correct(go, by=alice, instead=zig)
    assert said(gathered_of(alice).waiting) == [("Zig", 1)]
    correct(zig, by=alice, instead=rust)
    assert said(gathered_of(alice).waiting) == [("Rust", 1)]
    with pytest.raises(ValidationError) as refused:
        correct(rust, by=alice, instead=rust)
    assert refused.value.message_dict == {"instead": ["That is the same skill. Which one was it really?"]}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_however_it_is_corrected_no_row_is_lost(moves: list[tuple[int, int]], alice: Member) -> None:
    Contribution.objects.all().delete()
    Verdict.objects.all().delete()
    skills = [propose_skill_once(name) for name in ("Ada", "Basic", "Cobol", "Dart")]
    for skill in skills:
        taught(alice, skill)
    for one, other in moves:
        if one != other and known_to(alice, skills[one].pk):
            correct(skills[one], by=alice, instead=skills[other])
            assert known_to(alice, skills[one].pk) is None
    assert sum(len(known.rows) for known in gathered_of(alice).waiting) == 4


def propose_skill_once(name: str) -> Skill:
    return find_skill(name) or propose_skill(name, by=None)


def test_two_skills_become_one_and_two_again(alice: Member, rust: Skill, go: Skill) -> None:
    taught(alice, rust)
    taught(alice, go)
    leave_out(go, by=alice)
    merge = merge_skills(go, into=rust, by=None)
    found = gathered_of(alice)
    assert (said(found.waiting), said(found.left_out)) == ([], [("Rust", 2)])
    bring_back(rust, by=alice)
    assert said(gathered_of(alice).waiting) == [("Rust", 2)]
    take_back_merge(merge, by=None)
    assert sorted(said(gathered_of(alice).waiting)) == [("Go", 1), ("Rust", 1)]


def test_what_is_not_used_fades_and_says_so(alice: Member, rust: Skill, go: Skill) -> None:
    taught(alice, rust, days_ago=181)
    taught(alice, go, days_ago=179)
    assert {one.skill.name: one.fading for one in gathered_of(alice).waiting} == {"Rust": True, "Go": False}
    taught(alice, rust, days_ago=1)
    assert [one.fading for one in gathered_of(alice).waiting] == [False, False]


def test_an_offer_that_nothing_shows_fades_until_its_member_says_that_it_is_still_so(
    alice: Member, bo: Member, rust: Skill
) -> None:
    with clock.at(MONDAY - timedelta(days=200)):
        offer(alice, skill=rust)
    offer(bo, skill=rust)
    assert [one.fading for one in gathered_of(alice).offered] == [True]
    assert [one.fading for one in gathered_of(bo).offered] == [False]
    keep(rust, by=alice)
    assert [(one.fading, one.last) for one in gathered_of(alice).offered] == [(False, MONDAY)]


def test_after_a_year_it_counts_half(alice: Member, rust: Skill) -> None:
    row = taught(alice, rust, days_ago=0)
    word = taught(alice, rust, days_ago=0, kind="feedback")
    assert [strength(row, MONDAY + HALF_LIFE * years) for years in (0, 1, 2)] == [1, 0.5, 0.25]
    assert strength(word, MONDAY) == 0.5
    assert strength(row, MONDAY - timedelta(days=3)) == 1  # planned for later


def test_who_has_left_knows_nothing_here_and_does_nothing(alice: Member, rust: Skill) -> None:
    taught(alice, rust)
    depart(alice, by=None)
    assert gathered_of(alice).waiting == ()
    with pytest.raises(PermissionDenied):
        leave_out(rust, by=alice)


def test_it_takes_as_many_queries_for_one_as_for_thirty(
    alice: Member, rust: Skill, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    taught(alice, rust)
    with django_assert_num_queries(5):
        gathered_of(alice)
    for number in range(30):
        taught(alice, propose_skill(f"Topic {number} of the trade", by=None))
    with django_assert_num_queries(5):
        assert len(gathered_of(alice).waiting) == 31
