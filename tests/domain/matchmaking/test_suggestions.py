from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.matchmaking.actions import ask, decline, refresh_suggestions
from peerloop.matchmaking.models import Shortfall, Suggestion
from peerloop.matchmaking.queries import best_suggestion, shortfall_of, suggestions_for
from peerloop.matchmaking.words import reason_words, shortage
from peerloop.people.actions import add_absence, avoid, block, depart, update_profile
from peerloop.people.week import pack
from peerloop.schedule.actions import hold_session
from peerloop.skills.actions import endorse, offer, want, withdraw_offer
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def teachers(need: Need) -> list[str]:
    return [suggestion.teacher.name for suggestion in suggestions_for(need)]


def test_saving_a_need_answers_at_once_with_reason_and_hour(need: Need, bo: Member) -> None:
    [suggestion] = suggestions_for(need)
    assert suggestion.teacher == bo
    assert suggestion.starts_at == TUESDAY_9
    assert reason_words(suggestion.reasons) == [
        "A level above where you want to be",
        "You have not learned together yet",
        "You have plenty of free time in common",
    ]


def test_at_most_three_the_best_first(make_member: MakeMember, alice: Member, rust: Skill) -> None:
    """Of five come the two a level above, and one of those who are as far from that; who helps with less does not."""
    for name, level in (("Ed", 5), ("Flo", 4), ("Gil", 4), ("Hal", 3), ("Ines", 2)):
        offer(make_member(name), skill=rust, level=level)
    need = want(alice, skill=rust, level=3)
    chosen = set(teachers(need))
    assert chosen in ({"Ed", "Flo", "Gil"}, {"Flo", "Gil", "Hal"})
    assert Suggestion.objects.filter(need=need).count() == 3


def test_vouched_for_comes_first_and_says_so(
    need: Need, rust: Skill, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    ed = make_member("Ed")
    offered = offer(ed, skill=rust, level=4)
    for peer in (charlie, dana):
        endorse(offered, by=peer, text="patient")
    refresh_suggestions(need)
    first, _second = suggestions_for(need)
    assert first.teacher == ed
    assert reason_words(first.reasons)[0] == "2 colleagues vouch for it"


def test_never_the_own_manager_nor_a_report(alice: Member, dana: Member, rust: Skill, make_member: MakeMember) -> None:
    for member in (dana, make_member("Ed", manager=alice)):
        offer(member, skill=rust, level=5)
    need = want(alice, skill=rust, level=3)
    assert teachers(need) == []
    assert shortage(shortfall_of(need), skill="Rust", zone="UTC").why == (
        "Those who can help with Rust are your own manager or report to you: they are left out."
    )


@pytest.mark.parametrize("apart", [avoid, block])
@pytest.mark.parametrize("alice_is_first", [True, False])
def test_whoever_avoids_or_blocks_the_other_is_taken_or_away_just_now(
    apart, alice_is_first: bool, alice: Member, teaches: Member, rust: Skill
) -> None:
    """The words are those for somebody whose seats are all taken, so that nothing can be read out of them."""
    apart(*((alice, teaches) if alice_is_first else (teaches, alice)))
    need = want(alice, skill=rust, level=3)
    assert teachers(need) == []
    kept_apart = shortfall_of(need)

    teaches.avoidances.all().delete()
    teaches.blocks.all().delete()
    alice.avoidances.all().delete()
    alice.blocks.all().delete()
    update_profile(teaches, by=teaches, capacity=0)
    refresh_suggestions(need)
    full = shortfall_of(need)
    assert (kept_apart.code, kept_apart.detail) == (full.code, full.detail)
    assert shortage(full, skill="Rust", zone="UTC").why == (
        "The few who could help with Rust are taken or away just now."
    )


def test_a_block_after_the_suggestion_takes_it_away_at_once(need: Need, alice: Member, bo: Member) -> None:
    assert teachers(need) == ["Bo"]
    block(bo, alice)
    assert teachers(need) == []


def test_who_has_left_is_suggested_no_more(need: Need, bo: Member) -> None:
    depart(bo, by=None)
    assert teachers(need) == []


def test_an_offer_withdrawn_is_suggested_no_more(need: Need, bo: Member) -> None:
    withdraw_offer(Offer.objects.get(member=bo), by=bo)
    assert Suggestion.objects.count() == 0


def test_a_private_need_is_not_matched(alice: Member, teaches: Member, rust: Skill) -> None:
    need = want(alice, skill=rust, level=3, visibility="private")
    assert teachers(need) == []
    assert shortfall_of(need) is None
    want(alice, skill=rust, level=3, visibility="matching")
    assert teachers(need) == ["Bo"]
    want(alice, skill=rust, level=3, visibility="private")
    assert Suggestion.objects.count() == 0


def test_no_common_hour_names_the_one_that_would_help(alice: Member, bo: Member, teaches: Member, rust: Skill) -> None:
    """Alice is free on Monday mornings only, Bo on Thursday afternoons: Thursday 14:00 would do."""
    update_profile(alice, by=alice, week=pack(set(range(36, 44))))
    update_profile(bo, by=bo, week=pack(set(range(3 * 96 + 56, 3 * 96 + 64))))
    need = want(alice, skill=rust, level=3)
    assert teachers(need) == []
    told = shortage(shortfall_of(need), skill="Rust", zone="UTC")
    assert told.why == "You have no free half-hour in common with anybody who can help with Rust this week."
    assert told.help == "If you were free on Thursday 26 November, 14:00, somebody would be too."


def test_nobody_offers_it(alice: Member, rust: Skill) -> None:
    need = want(alice, skill=rust, level=3)
    assert shortfall_of(need).code == "nobody_has_it"


def test_only_below_the_wanted_level(alice: Member, teaches: Member, rust: Skill) -> None:
    need = want(alice, skill=rust, level=5)
    assert shortfall_of(need).code == "not_offered"


def test_another_language(alice: Member, teaches: Member, rust: Skill) -> None:
    update_profile(alice, by=alice, languages=["fr"])
    update_profile(teaches, by=teaches, languages=["de"])
    assert shortfall_of(want(alice, skill=rust, level=3)).code == "no_common_language"


def test_the_absent_are_not_asked_in_their_absence(alice: Member, teaches: Member, rust: Skill) -> None:
    add_absence(teaches, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 26))
    [suggestion] = suggestions_for(want(alice, skill=rust, level=3))
    assert suggestion.starts_at == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_an_hour_taken_since_gives_way_to_the_next(need: Need, bo: Member, charlie: Member, rust: Skill) -> None:
    hold_session(
        by=bo, learner=charlie, teacher=bo, skill=rust,
        local_date=TUESDAY_9.date(), local_time=TUESDAY_9.time(), zone="UTC",
    )  # fmt: skip
    [suggestion] = suggestions_for(need)
    assert suggestion.starts_at == TUESDAY_9 + timedelta(minutes=30)


def test_an_hour_that_has_come_near_gives_way_to_a_later_one(need: Need) -> None:
    with clock.at(TUESDAY_9 - timedelta(hours=2)):
        [suggestion] = suggestions_for(need)
    assert suggestion.starts_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_both_clocks_decide_which_hour_is_a_good_one(rust: Skill, make_member: MakeMember) -> None:
    """Kathmandu is 5:45 ahead; the hour begins on the learner's half-hour and within both working days."""
    lin = make_member("Lin", time_zone="Asia/Kathmandu")
    teacher = make_member("Ed", time_zone="Europe/London")
    offer(teacher, skill=rust, level=4)
    [suggestion] = suggestions_for(want(lin, skill=rust, level=3))
    assert suggestion.starts_at == datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


def test_a_quarter_past_is_better_than_no_hour(alice: Member, teaches: Member, rust: Skill) -> None:
    """Bo has just 09:15 to 09:45 on Wednesdays; the hour also stands when it has to be found anew."""
    update_profile(teaches, by=teaches, week=pack({2 * 96 + 37, 2 * 96 + 38}))
    need = want(alice, skill=rust, level=3)
    wednesday = datetime(2026, 11, 25, 9, 15, tzinfo=UTC)
    assert [one.starts_at for one in suggestions_for(need)] == [wednesday]
    with clock.at(wednesday):
        assert [one.starts_at for one in suggestions_for(need)] == [wednesday + timedelta(days=7)]


def test_three_teachers_come_with_three_hours(alice: Member, rust: Skill, make_member: MakeMember) -> None:
    for name in ("Ed", "Flo", "Gil"):
        offer(make_member(name), skill=rust, level=4)
    hours = [suggestion.starts_at for suggestion in suggestions_for(want(alice, skill=rust, level=3))]
    assert sorted(hours) == [TUESDAY_9 + timedelta(minutes=30) * step for step in range(3)]


def test_no_seat_no_suggestion(need: Need, bo: Member, make_member: MakeMember, rust: Skill) -> None:
    for name in ("Ed", "Flo"):
        other = want(make_member(name), skill=rust, level=3)
        ask(other, teacher=bo, starts_at=suggestions_for(other)[0].starts_at, by=other.member)
    assert teachers(need) == []


def test_who_declined_rests_for_this_learner(need: Need, alice: Member, bo: Member) -> None:
    request = ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice)
    decline(request, by=bo)
    assert teachers(need) == []
    with clock.at(TUESDAY_9 + timedelta(days=40)):
        refresh_suggestions(need)
        assert teachers(need) == ["Bo"]


def test_today_shows_the_best_one_until_it_is_asked(need: Need, alice: Member, bo: Member) -> None:
    assert best_suggestion(alice).teacher == bo
    ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice)
    assert best_suggestion(alice) is None


def test_looking_costs_the_same_for_one_and_for_thirty(
    alice: Member, rust: Skill, make_member: MakeMember, django_assert_max_num_queries
) -> None:
    for number in range(30):
        offer(make_member(f"Teacher {number}"), skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    with django_assert_max_num_queries(4):
        assert len(suggestions_for(need)) == 3
    with django_assert_max_num_queries(36):
        refresh_suggestions(need)
    assert Shortfall.objects.count() == 0
