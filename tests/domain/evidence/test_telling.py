"""A gentle word, once; and what lacks somebody, told to everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.domain.evidence.conftest import MONDAY, taught

from peerloop.evidence.actions import confirm, leave_out, tell_some
from peerloop.evidence.models import Word
from peerloop.evidence.queries import lacking
from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.notices.queries import notices_seen_by, shown, unread_count
from peerloop.people.actions import block
from peerloop.people.models import Member
from peerloop.proposals.actions import propose
from peerloop.questions.actions import answer, ask, release_due
from peerloop.questions.models import Question
from peerloop.skills.actions import close_week, merge_skills, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.evidence.queries import Topic
    from peerloop.skills.models import Skill


def told() -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb="knowledge.shown").order_by("pk")]


def test_who_has_shown_it_twice_lately_is_told_once(alice: Member, bo: Member, rust: Skill) -> None:
    taught(alice, rust, days_ago=20)
    taught(bo, rust, days_ago=1)
    tell_some()
    assert told() == []
    taught(alice, rust, days_ago=2)
    tell_some()
    tell_some()
    assert told() == [[alice.pk]]


def test_a_word_about_a_merged_skill_was_one_about_what_it_is_now(alice: Member, rust: Skill, go: Skill) -> None:
    for days in (2, 3):
        taught(alice, go, days_ago=days)
    tell_some()
    merge_skills(go, rust, by=None)
    work_off()
    assert ["Rust" in str(one.message.subject) for one in shown(alice, list(notices_seen_by(alice)))] == [True]
    with clock.at(MONDAY + timedelta(weeks=14)):
        for days in (-13 * 7, -13 * 7 - 1):
            taught(alice, rust, days_ago=days)
        tell_some()
    assert told() == [[alice.pk]]


def test_at_most_one_word_in_three_months_and_none_about_what_is_offered_or_left_out(
    alice: Member, bo: Member, charlie: Member, rust: Skill, go: Skill
) -> None:
    for member in (alice, bo, charlie):
        for skill in (rust, go) if member == alice else (rust,):
            taught(member, skill, days_ago=3)
            taught(member, skill, days_ago=2)
    confirm(rust, by=bo)
    leave_out(rust, by=charlie)
    tell_some()
    tell_some()
    assert told() == [[alice.pk]]
    first = Word.objects.get().skill
    with clock.at(MONDAY + timedelta(weeks=14)):
        for skill in (rust, go):
            taught(alice, skill, days_ago=-13 * 7)
            taught(alice, skill, days_ago=-13 * 7 - 1)
        tell_some()
        tell_some()
    assert {word.skill for word in Word.objects.filter(member=alice)} == {rust, go}
    assert first in {rust, go}


@pytest.fixture
def crowd(make_member: MakeMember) -> None:
    """Enough others and other skills, so that what is told leaves nobody small."""
    for number in range(12):
        make_member(f"Other {number}")
        propose_skill(f"Craft {number} of the house", by=None)


def wanted(skill: Skill, number: int, make_member: MakeMember, name: str, **how: str) -> None:
    for each in range(number):
        want(make_member(f"{name} {each}"), skill=skill, **how)


@pytest.mark.usefixtures("crowd")
def test_a_topic_that_nobody_knows_is_an_invitation_to_everybody(
    alice: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    wanted(rust, 12, make_member, "Learner")
    close_week()
    assert [(one.name, one.proposal) for one in lacking(alice, at_most=10)] == [("Rust", None)]
    assert lacking(alice, at_most=10) == lacking(bo, at_most=10)
    made = propose(by=bo, title="Rust for all", skill=rust)
    assert [one.proposal for one in lacking(alice, at_most=10)] == [made.pk]
    block(bo, alice)
    assert [one.proposal for one in lacking(alice, at_most=10)] == [None]


@pytest.mark.usefixtures("crowd")
def test_four_who_want_it_in_private_are_told_to_nobody(alice: Member, rust: Skill, make_member: MakeMember) -> None:
    wanted(rust, 4, make_member, "Learner")
    close_week()
    assert lacking(alice, at_most=10) == []


@pytest.mark.usefixtures("crowd")
def test_what_is_stated_after_the_close_is_told_at_the_next_one(
    alice: Member, rust: Skill, make_member: MakeMember
) -> None:
    wanted(rust, 12, make_member, "Learner")
    assert lacking(alice, at_most=10) == []


@pytest.mark.usefixtures("crowd")
def test_a_topic_goes_when_somebody_offers_it_and_not_when_they_have_merely_shown_it(
    alice: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    """What Bo's deeds say in private shows nowhere."""
    wanted(rust, 12, make_member, "Learner")
    close_week()
    taught(bo, rust)
    assert [one.name for one in lacking(alice, at_most=10)] == ["Rust"]
    confirm(rust, by=bo)
    assert lacking(alice, at_most=10) == []


@pytest.mark.usefixtures("crowd")
def test_one_who_offers_it_and_has_blocked_the_reader_leaves_it_an_invitation(
    alice: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    wanted(rust, 12, make_member, "Learner")
    close_week()
    block(bo, alice)
    offer(bo, skill=rust)
    assert [one.name for one in lacking(alice, at_most=10)] == ["Rust"]


@pytest.mark.usefixtures("crowd")
def test_the_most_wanted_first_and_no_more_than_asked_for(alice: Member, make_member: MakeMember) -> None:
    for number, many in enumerate((12, 24, 17)):
        wanted(propose_skill(f"Topic {number} of the trade", by=None), many, make_member, f"Learner {number}")
    close_week()
    names = [one.name for one in lacking(alice, at_most=2)]
    assert names == ["Topic 1 of the trade", "Topic 2 of the trade"]


def test_five_who_ask_and_get_no_answer_are_an_invitation_too(
    alice: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    asked = [ask(by=make_member(f"Asker {number}"), title=f"How {number}?", skill=rust) for number in range(4)]
    ask(by=Member.objects.get(name="Asker 0"), title="How again?", skill=rust)
    assert lacking(alice, at_most=10) == []
    ask(by=make_member("Asker 5"), title="How come?", skill=rust)
    assert [(one.name, one.wanted, one.asked) for one in lacking(alice, at_most=10)] == [("Rust", 0, 6)]
    assert isinstance(asked[0], Question)
    answer(asked[0], by=bo, text="So.")
    assert [one.asked for one in lacking(alice, at_most=10)] == [5]
    block(bo, alice)
    assert [one.asked for one in lacking(alice, at_most=10)] == [6]  # as its page tells her
    offer(bo, skill=rust)
    assert lacking(dana_of(alice), at_most=10) == []


def dana_of(alice: Member) -> Member:
    assert alice.manager is not None
    return alice.manager


def test_whether_two_under_a_pseudonym_are_one_person_makes_no_difference(
    alice: Member, bo: Member, rust: Skill, make_member: MakeMember
) -> None:
    """Five questions under pseudonyms: by one or by five, the page is the same."""

    def topics(askers: list[Member]) -> list[Topic]:
        for number, by in enumerate(askers):
            with clock.at(MONDAY + timedelta(hours=number)):
                ask(by=by, title=f"How {number}?", skill=rust, pseudonymous=True)
        with clock.at(MONDAY + timedelta(days=1)):
            release_due()
        found = lacking(alice, at_most=10)
        Question.objects.all().delete()
        return found

    assert topics([bo] * 5) == topics([make_member(f"Asker {number}") for number in range(5)]) != []


def test_the_word_stands_on_her_page_alone_until_she_has_decided(
    alice: Member, bo: Member, rust: Skill, go: Skill, work
) -> None:
    for skill in (rust, go):
        taught(alice, skill, days_ago=3)
        taught(alice, skill, days_ago=2)
    tell_some()
    work()
    word = Word.objects.get()
    [notice] = shown(alice, list(notices_seen_by(alice)))
    assert notice.message.subject == f"You have shown {word.skill.name}. Would you offer it?"
    assert (unread_count(alice), unread_count(bo), list(notices_seen_by(bo))) == (1, 0, [])
    confirm(word.skill, by=alice)
    assert (shown(alice, list(notices_seen_by(alice))), unread_count(alice)) == ([], 0)
