"""Alice proposes, others say "me too", Bo volunteers, and it becomes a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.proposals.conftest import MONDAY, planned

from peerloop.calendars.models import Busy
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block, depart
from peerloop.people.models import Member
from peerloop.proposals.actions import (
    close_proposal,
    keep_proposal,
    propose,
    take_back,
    tidy_quiet,
    volunteer,
    want_too,
    withdraw,
)
from peerloop.proposals.models import MeToo, Proposal, Volunteer
from peerloop.proposals.queries import alike, for_today, hours_for, listed, one, proposals_seen_by
from peerloop.proposals.rules import MOST_OPEN, QUIET, THEN, Over, about_so_many
from peerloop.schedule.actions import cancel_session, record_ended_sessions
from peerloop.schedule.models import Invitation, Participation
from peerloop.schedule.rules import Clash
from peerloop.search.queries import find
from peerloop.skills.actions import merge_skills, propose_skill, take_back_merge

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def state(proposal: Proposal, reader: Member) -> str:
    shown = one(reader, proposal.pk)
    return shown.state if shown else "unseen"


def names(proposal: Proposal, reader: Member) -> list[str]:
    shown = one(reader, proposal.pk)
    return [member.name for member in shown.volunteers] if shown else []


def test_the_whole_way(proposal: Proposal, alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    assert state(proposal, bo) == "open"
    assert [want_too(proposal, by=member) for member in (charlie, dana, charlie)] == [2, 3, 3]
    take_back(proposal, by=dana)
    volunteer(proposal, by=bo)
    assert state(proposal, alice) == "taken"
    made = planned(proposal, bo, capacity=12, place="Room 4")
    assert (made.asked, made.full, made.session.title) == (2, 0, "Reading a balance sheet")
    assert state(proposal, alice) == "scheduled"
    there = Participation.objects.filter(session=made.session).values_list("member__name", "part")
    assert list(there) == [("Bo", "teacher")]
    assert set(Invitation.objects.values_list("member__name", flat=True)) == {"Alice", "Charlie"}
    with clock.at(made.session.ends_at + timedelta(minutes=1)):
        record_ended_sessions()
        assert state(proposal, alice) == "done"


def test_two_teach_it_together_and_one_thinks_better_of_it(
    proposal: Proposal, alice: Member, bo: Member, charlie: Member
) -> None:
    for member in (bo, charlie, bo):
        volunteer(proposal, by=member)
    assert names(proposal, alice) == ["Bo", "Charlie"]
    assert (told("proposal.taken"), told("proposal.joined")) == ([[bo.pk]], [[charlie.pk]])
    withdraw(proposal, by=bo)
    withdraw(proposal, by=bo)
    assert names(proposal, alice) == ["Charlie"]
    withdraw(proposal, by=charlie)
    assert state(proposal, alice) == "open"
    with pytest.raises(PermissionDenied):
        planned(proposal, bo)


def test_those_who_lead_must_be_free_and_a_second_click_is_the_first(
    proposal: Proposal, bo: Member, charlie: Member
) -> None:
    for member in (bo, charlie):
        volunteer(proposal, by=member)
    ten = datetime(2026, 11, 26, 10, tzinfo=UTC)
    Busy.objects.create(member=charlie, starts_at=ten, ends_at=ten + timedelta(minutes=30))
    with pytest.raises(Clash) as refused:
        planned(proposal, bo)
    assert refused.value.messages == ["Charlie is not free at that time."]
    Busy.objects.all().delete()
    assert planned(proposal, bo).session == planned(proposal, bo).session
    with pytest.raises(Over):
        planned(proposal, charlie)
    for act in (want_too, volunteer, withdraw):
        with pytest.raises(Over):
            act(proposal, by=charlie)


def test_whose_week_is_full_is_not_invited(proposal: Proposal, alice: Member, bo: Member, charlie: Member) -> None:
    want_too(proposal, by=charlie)
    Member.objects.filter(pk=charlie.pk).update(weekly_hours=0)
    volunteer(proposal, by=bo)
    made = planned(proposal, bo)
    assert (made.asked, made.full) == (1, 1)


def test_a_cancelled_session_makes_it_wanted_again(proposal: Proposal, alice: Member, bo: Member) -> None:
    volunteer(proposal, by=bo)
    made = planned(proposal, bo)
    cancel_session(made.session, by=bo, word="I am ill")
    assert state(proposal, alice) == "taken"
    assert [hit.subject for hit in find(alice, "balance sheet", among=["proposal"]).hits] == [proposal.pk]
    assert planned(proposal, bo).session != made.session


def test_the_proposer_hears_at_five_ten_and_twentyfive_and_only_once(
    proposal: Proposal, alice: Member, make_member: MakeMember
) -> None:
    crowd = [make_member(f"Member {number}") for number in range(10)]
    for member in crowd[:4]:
        want_too(proposal, by=member)
    take_back(proposal, by=crowd[0])
    want_too(proposal, by=crowd[0])
    assert told("proposal.popular") == [[alice.pk]]
    for member in crowd[4:]:
        want_too(proposal, by=member)
    assert told("proposal.popular") == [[alice.pk]] * 2


def test_nobody_is_named_to_nobody(proposal: Proposal, alice: Member, bo: Member, charlie: Member) -> None:
    """Of who wants it a reader learns how many, and of themselves whether they do."""
    want_too(proposal, by=charlie)
    shown = one(bo, proposal.pk)
    assert (shown.count, shown.wanted, shown.mine) == (2, False, False)
    assert (one(charlie, proposal.pk).wanted, one(alice, proposal.pk).mine) == (True, True)


def test_the_hours_when_most_can_come_first_and_how_many_in_fives(
    proposal: Proposal, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    crowd = [make_member(f"Member {number}") for number in range(11)]
    for member in crowd:
        want_too(proposal, by=member)
    for member in (bo, charlie):
        volunteer(proposal, by=member)
    nine = datetime(2026, 11, 24, 9, tzinfo=UTC)
    for member in crowd[:8]:
        Busy.objects.create(member=member, starts_at=nine, ends_at=nine + timedelta(hours=7))
    Busy.objects.create(member=charlie, starts_at=nine + timedelta(days=1), ends_at=nine + timedelta(days=1, hours=8))
    hours = hours_for(proposal, bo, minutes=60, after=nine, until=nine + timedelta(days=2))
    found = [(f"{hour.starts_at:%a %H:%M}", count, about_so_many(count)) for hour, count in hours]
    assert found == [
        ("Tue 16:00", 12, "10 or more of those who want it can come"),
        ("Tue 09:00", 4, "fewer than five of those who want it can come"),
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_hours_and_lists_cost_the_same_however_many_want_it(
    count: int,
    proposal: Proposal,
    bo: Member,
    make_member: MakeMember,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        member = make_member(f"Member {number}")
        want_too(proposal, by=member)
        volunteer(propose(by=member, title=f"Topic {number}"), by=bo)
    volunteer(proposal, by=bo)
    with django_assert_num_queries(14):
        hours_for(proposal, bo, minutes=60, after=MONDAY, until=MONDAY + timedelta(days=7))
    with django_assert_num_queries(2):
        listed(bo, "open", at_most=50)


def test_what_is_like_it_is_shown_before_it_is_proposed(proposal: Proposal, bo: Member) -> None:
    propose(by=bo, title="Chemistry of oxides")
    assert [shown.proposal for shown in alike(bo, "read a balance sheet")] == [proposal]
    close_proposal(proposal, by=Member.objects.get(pk=proposal.by_id))
    assert alike(bo, "read a balance sheet") == []


@pytest.mark.parametrize(
    ("title", "about", "field"),
    [("", "", "title"), (" ?! ", "", "title"), ("x" * 121, "", "title"), ("Rust", "x" * 501, "about")],
)
def test_what_cannot_be_proposed_says_why_at_its_field(alice: Member, title: str, about: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(by=alice, title=title, about=about)
    assert list(refused.value.message_dict) == [field]


def test_enough_is_enough_and_twice_is_once(alice: Member) -> None:
    made = [propose(by=alice, title=f"Topic {number}") for number in range(MOST_OPEN)]
    assert propose(by=alice, title=" Topic  3 ") == made[3]
    with pytest.raises(ValidationError, match="open proposals"):
        propose(by=alice, title="One more")


def test_who_is_blocked_sees_nothing_of_it(proposal: Proposal, alice: Member, bo: Member, charlie: Member) -> None:
    block(charlie, alice)
    assert list(proposals_seen_by(charlie)) == list(for_today(charlie, at_most=3)) == []
    assert find(charlie, "balance sheet", among=["proposal"]).hits == ()
    with pytest.raises(PermissionDenied):
        want_too(proposal, by=charlie)
    volunteer(proposal, by=bo)
    block(bo, make := Member.objects.get(name="Dana"))
    assert list(proposals_seen_by(make)) == []
    assert list(proposals_seen_by(alice)) == [proposal]


def test_who_leaves_takes_their_wish_along(proposal: Proposal, alice: Member, bo: Member, charlie: Member) -> None:
    want_too(proposal, by=charlie)
    volunteer(proposal, by=bo)
    depart(bo, by=None)
    depart(alice, by=None)
    assert (state(proposal, charlie), MeToo.objects.count(), Volunteer.objects.count()) == ("open", 1, 0)
    mine = propose(by=charlie, title="Only I want this")
    depart(charlie, by=None)
    mine.refresh_from_db()
    assert hasattr(mine, "closure")


def test_who_proposed_it_or_a_moderator_closes_it(
    proposal: Proposal, alice: Member, bo: Member, moderator: Member
) -> None:
    with pytest.raises(PermissionDenied):
        close_proposal(proposal, by=bo)
    close_proposal(proposal, by=alice)
    close_proposal(proposal, by=alice)
    assert state(proposal, bo) == "closed"
    with pytest.raises(Over):
        want_too(proposal, by=bo)
    other = propose(by=alice, title="Something else")
    close_proposal(other, by=moderator)
    assert state(other, bo) == "closed"


def test_what_is_quiet_for_a_season_is_asked_about_and_then_closed(
    proposal: Proposal, alice: Member, bo: Member
) -> None:
    stirred = propose(by=bo, title="Something livelier")
    with clock.at(MONDAY + timedelta(days=60)):
        want_too(stirred, by=alice)
    later = MONDAY + QUIET
    with clock.at(later - timedelta(minutes=1)):
        assert tidy_quiet() == (0, 0)
    with clock.at(later):
        assert tidy_quiet() == (1, 0)
        assert tidy_quiet() == (0, 0)
    assert told("proposal.asked") == [[alice.pk]]
    with clock.at(later + timedelta(days=1)):
        keep_proposal(proposal, by=alice)
    with clock.at(later + THEN):
        assert tidy_quiet() == (0, 0)
    again = later + timedelta(days=1) + QUIET
    with clock.at(again):
        tidy_quiet()
    with clock.at(again + THEN):
        assert tidy_quiet() == (0, 2)
    assert state(proposal, alice) == "closed"


def test_it_follows_its_skill_into_another_and_back(alice: Member) -> None:
    rust, oxide = (propose_skill(name, by=alice) for name in ("Rust", "Oxide"))
    made = propose(by=alice, title="Ownership", skill=oxide)
    merge = merge_skills(oxide, rust, by=None)
    made.refresh_from_db()
    assert made.skill == rust
    take_back_merge(merge, by=None)
    made.refresh_from_db()
    assert made.skill_id == oxide.pk


def test_today_shows_what_is_most_wanted_and_not_ones_own(
    proposal: Proposal, alice: Member, bo: Member, charlie: Member
) -> None:
    bread = propose(by=charlie, title="Baking bread")
    want_too(proposal, by=charlie)
    assert [(one.title, one.wanted_by) for one in for_today(bo, at_most=3)] == [
        ("Reading a balance sheet", 2), ("Baking bread", 1),
    ]  # fmt: skip
    assert list(for_today(charlie, at_most=3)) == []
    assert list(for_today(alice, at_most=3)) == [bread]
    volunteer(proposal, by=bo)
    assert list(for_today(bo, at_most=3)) == [bread]
