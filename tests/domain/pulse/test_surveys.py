"""Olga asks, members answer, and what may be told is told once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.pulse.conftest import CLOSES, EVERYTHING, MONDAY, opened, people, survey, team, wish

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import depart, update_profile
from peerloop.pulse.actions import (
    answer_survey,
    change_survey,
    close_due,
    close_survey,
    keep_draft,
    make_need,
    open_survey,
    remind_once,
    remove_survey,
    set_up_survey,
    take_back_answer,
    withdraw_survey,
)
from peerloop.pulse.models import Answer, Asked, Count, Draft, Reminder, Survey, Told, Wish
from peerloop.pulse.queries import (
    answer_of,
    answered_so_far,
    asked_count,
    draft_of,
    results,
    results_seen_by,
    signed_answers,
    surveys_answered_by,
    surveys_run_by,
    surveys_seen_by,
    surveys_waiting_for,
    wishes_seen_by,
)
from peerloop.pulse.rules import REMEMBERED, Over, state
from peerloop.skills.actions import close_week, merge_skills, offer, propose_skill
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def told(closed: Survey) -> dict[str, tuple[int | None, dict[str, int]]]:
    """Return by skill about how many want it, and by cell."""
    return {gap.supply.name: (gap.supply.wanted, gap.cells) for gap in results(closed).gaps}


def test_the_whole_way(organiser: Member, bo: Member, rust: Skill, bread: Skill) -> None:
    crowd = people(40)
    offer(bo, skill=bread, level=4)
    close_week()
    draft = survey(organiser)
    assert (state(draft), list(surveys_seen_by(crowd[0]))) == ("draft", [])
    asking = open_survey(draft, by=organiser)
    assert list(surveys_waiting_for(crowd[0])) == [asking]
    wish(asking, crowd[:12], bread)
    wish(asking, crowd[12:29], rust, level=4, pace="weeks")
    for member in crowd[29:]:
        answer_survey(asking, by=member, said={"times": ["midday"], "often": "weekly", "words": f"Word {member.pk}"})
    assert list(surveys_waiting_for(crowd[0])) == []
    with clock.at(CLOSES):
        assert close_due() == 1
        assert close_due() == 0
        shown = results(asking)
        assert [(gap.supply.name, gap.supply.wanted, gap.supply.offered) for gap in shown.gaps] == [
            ("Rust", 15, 0), ("Baking bread", 10, None),
        ]  # fmt: skip
        assert [(one.question.code, [row[1] for row in one.rows if row[1]]) for one in shown.options] == [
            ("formats", []), ("times", [10]), ("often", []),
        ]  # fmt: skip
        assert sorted(shown.words or []) == sorted(f"Word {member.pk}" for member in crowd[29:])
        assert list(results_seen_by(crowd[0])) == [asking]
    closed = Survey.objects.select_related("closure").get()
    assert (closed.closure.outcome, closed.closure.answered) == ("told", 35)


def test_what_was_said_is_deleted_as_it_is_counted_and_who_answered_a_quarter_later(
    organiser: Member, rust: Skill
) -> None:
    crowd = people(20)
    asking = opened(organiser)
    wish(asking, crowd[:12], rust)
    keep_draft(asking, by=crowd[13], said={"words": "Half a word"})
    answer_survey(asking, by=crowd[12], said={"words": "A word of my own"})
    close_survey(asking, by=organiser)
    assert (Wish.objects.count(), Draft.objects.count(), Told.objects.count()) == (0, 0, 0)
    assert set(Answer.objects.values_list("first_at", flat=True)) == {None}
    assert [one.said for one in Answer.objects.all()] == [{}] * 13
    with clock.at(MONDAY + REMEMBERED):
        close_due()
    assert (Answer.objects.count(), Count.objects.filter(question="skills", option="").count()) == (0, 1)


def test_the_journal_does_not_know_who_answered(organiser: Member, alice: Member) -> None:
    people(20)
    asking = opened(organiser)
    answer_survey(asking, by=alice, said={"often": "weekly"})
    answer_survey(asking, by=alice, said={"often": "monthly"})
    keep_draft(asking, by=alice, said={"often": "seldom"})
    take_back_answer(asking, by=alice)
    verbs = ("survey.answered", "survey.answered_anew", "survey.drafted", "survey.answer_taken_back")
    entries = Entry.objects.filter(subject_type="pulse.survey").exclude(actor=organiser.pk).order_by("pk")
    assert [(entry.verb, entry.actor, entry.about) for entry in entries] == [(verb, None, []) for verb in verbs]


def test_how_many_have_answered_is_told_in_fives_as_of_midnight(organiser: Member) -> None:
    crowd = people(30)
    asking = opened(organiser)
    for member in crowd[:9]:
        answer_survey(asking, by=member, said={"often": "weekly"})
    assert answered_so_far(asking) is None
    with clock.at(MONDAY + timedelta(days=1)):
        answer_survey(asking, by=crowd[9], said={"often": "weekly"})
        assert answered_so_far(asking) == 5
    with clock.at(MONDAY + timedelta(days=2)):
        assert answered_so_far(asking) == 10


def test_with_too_few_answers_nothing_is_told_and_it_says_so(organiser: Member, rust: Skill) -> None:
    crowd = people(30)
    asking = opened(organiser)
    wish(asking, crowd[:9], rust)
    assert close_survey(asking, by=organiser).outcome == "too_few"
    assert (Count.objects.count(), list(results_seen_by(crowd[0])), list(surveys_seen_by(crowd[0]))) == (
        0, [], [asking],
    )  # fmt: skip


def test_a_second_survey_of_nearly_the_same_people_tells_nothing_for_a_quarter(organiser: Member, rust: Skill) -> None:
    crowd = people(20)
    for others, outcome in ((12, "told"), (13, "too_near"), (17, "told")):
        asking = opened(organiser)
        wish(asking, crowd[:others], rust)
        assert close_survey(asking, by=organiser).outcome == outcome
    with clock.at(MONDAY + REMEMBERED):
        close_due()
        asking = opened(organiser, closes_at=MONDAY + REMEMBERED + timedelta(days=5))
        wish(asking, crowd[:13], rust)
        assert close_survey(asking, by=organiser).outcome == "told"


def test_by_team_with_what_would_give_a_small_one_away_withheld_too(organiser: Member, rust: Skill) -> None:
    sales, works, desk = (team(name) for name in ("Sales", "Works", "Desk"))
    crowds = [people(count, team=one) for count, one in ((20, sales), (16, works), (14, desk))]
    asking = opened(organiser, cut="team")
    for crowd, count in zip(crowds, (10, 8, 2), strict=True):
        wish(asking, crowd[:count], rust)
        for member in crowd[count:]:
            answer_survey(asking, by=member, said={"often": "weekly"})
    close_survey(asking, by=organiser)
    assert told(asking) == {"Rust": (20, {"Sales": 10})}
    assert results(asking).cells == {"Desk": 5, "Sales": 15, "Works": 10}


def test_by_place_and_the_cells_are_those_of_the_opening(organiser: Member, rust: Skill) -> None:
    here = [*people(20, place="Athens"), *people(1, place="  athens ")]
    there = people(14, place="Bergen")
    asking = opened(organiser, cut="place")
    update_profile(here[0], by=here[0], place="Cork")
    wish(asking, here[:10], rust)
    wish(asking, there[:6], rust)
    for member in [*here[10:], *there[6:]]:
        answer_survey(asking, by=member, said={"times": ["morning"]})
    close_survey(asking, by=organiser)
    assert told(asking) == {"Rust": (15, {"Athens": 10, "Bergen": 5})}


def test_one_team_is_cut_by_those_below_it(organiser: Member, rust: Skill) -> None:
    works = team("Works")
    paint, press = team("Paint", works), team("Press", works)
    crowds = [people(12, team=paint), people(12, team=press), people(12, team=team("Sales"))]
    asking = opened(organiser, cut="team", teams=[works, paint])
    assert asked_count(asking) == 24
    assert sorted(set(Asked.objects.values_list("cell", flat=True))) == ["Paint", "Press"]
    with pytest.raises(PermissionDenied):
        answer_survey(asking, by=crowds[2][0], said={"often": "weekly"})


def test_levels_and_paces_of_those_who_want_it(organiser: Member, rust: Skill) -> None:
    crowd = people(60)
    asking = opened(organiser)
    for number, member in enumerate(crowd[:40]):
        answer_survey(asking, by=member, said={}, wishes=[(rust, 1 + number % 4, ("any", "weeks")[number % 2])])
    close_survey(asking, by=organiser)
    [gap] = results(asking).gaps
    assert (gap.levels, gap.paces) == ({"1": 10, "2": 10, "3": 10}, {"any": 20})


def test_only_managers_and_leaders_are_asked_to_sign_and_organisers_read_it(
    organiser: Member, administrator: Member, alice: Member, dana: Member, rust: Skill
) -> None:
    """Dana, who manages Alice, signs; the organiser to whom Dana reports does not get Dana's row, nor do others."""
    for member in people(12):
        update_profile(member, by=None, manager=dana)
    asking = opened(organiser, kind="leaders", signed=True, asks=["skills", "minutes", "words"])
    assert list(Asked.objects.values_list("member__name", flat=True)) == ["Dana"]
    answer_survey(asking, by=dana, said={"minutes": "hour", "words": "We are short of it."}, wishes=[(rust, 4, "any")])
    assert [one.member for one in signed_answers(asking, organiser)] == [dana]
    assert signed_answers(asking, alice) == signed_answers(asking, dana) == []
    update_profile(dana, by=None, manager=administrator)
    assert (signed_answers(asking, administrator), len(signed_answers(asking, organiser))) == ([], 1)
    assert close_survey(asking, by=organiser).outcome == "too_few"
    [kept] = signed_answers(asking, organiser)
    assert (kept.said, [line.skill for line in kept.wishes.all()]) == (
        {"minutes": "hour", "words": "We are short of it."}, [rust],
    )  # fmt: skip
    depart(dana, by=None)
    assert signed_answers(asking, organiser) == []


def test_a_wish_becomes_a_need_by_a_click_of_its_member_and_not_otherwise(
    organiser: Member, alice: Member, bo: Member, rust: Skill
) -> None:
    people(20)
    asking = opened(organiser)
    answer_survey(asking, by=alice, said={}, wishes=[(rust, 4, "weeks")])
    assert Need.objects.count() == 0
    [mine] = wishes_seen_by(alice)
    assert list(wishes_seen_by(bo)) == list(wishes_seen_by(organiser)) == []
    with pytest.raises(PermissionDenied):
        make_need(mine, by=bo)
    need = make_need(mine, by=alice)
    assert (need.member, need.skill, need.level, need.pace, need.visibility) == (alice, rust, 4, "weeks", "matching")
    with clock.at(CLOSES):
        close_due()
        assert list(wishes_seen_by(alice)) == []


def test_a_draft_is_kept_as_it_was_typed_beside_what_was_sent(organiser: Member, alice: Member) -> None:
    people(20)
    asking = opened(organiser)
    answer_survey(asking, by=alice, said={"words": "First"})
    keep_draft(asking, by=alice, said={"words": "Seco", "name-0": "Rus"})
    assert (answer_of(asking, alice).said, draft_of(asking, alice).said) == (
        {"words": "First"}, {"words": "Seco", "name-0": "Rus"},
    )  # fmt: skip
    answer_survey(asking, by=alice, said={"words": "Second"})
    assert (answer_of(asking, alice).said, draft_of(asking, alice)) == ({"words": "Second"}, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " ?! "}, "title"), ({"title": "x" * 121}, "title"), ({"lead": "x" * 501}, "lead"),
        ({"kind": "all"}, "kind"), ({"signed": True}, "signed"), ({"asks": []}, "asks"),
        ({"asks": ["skills", "minutes"]}, "asks"), ({"cut": "both"}, "cut"),
        ({"closes_at": MONDAY}, "closes_at"), ({"closes_at": MONDAY + timedelta(days=200)}, "closes_at"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_says_why_at_its_field(wrong: dict[str, object], field: str, organiser: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        survey(organiser, **wrong)
    assert list(refused.value.message_dict) == [field]
    assert Survey.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"times": ["never"]}, "times"), ({"often": "hourly"}, "often"), ({"words": "x" * 1001}, "words"),
        ({}, "__all__"), ({"words": " \n "}, "__all__"),
    ],
)  # fmt: skip
def test_what_is_no_answer_says_why_at_its_question(
    said: dict[str, object], field: str, organiser: Member, alice: Member
) -> None:
    people(20)
    asking = opened(organiser)
    with pytest.raises(ValidationError) as refused:
        answer_survey(asking, by=alice, said=said)
    found = refused.value
    assert (list(found.message_dict) if hasattr(found, "error_dict") else ["__all__"]) == [field]
    assert Answer.objects.count() == 0


def test_six_skills_are_too_many(organiser: Member, alice: Member) -> None:
    people(20)
    asking = opened(organiser)
    six = [(propose_skill(f"Skill {n}", by=alice), 3, "any") for n in range(6)]
    with pytest.raises(ValidationError, match="up to 5"):
        answer_survey(asking, by=alice, said={}, wishes=six)
    with pytest.raises(ValidationError):
        answer_survey(asking, by=alice, said={}, wishes=[(six[0][0], 9, "any")])


def test_of_so_few_that_nothing_could_be_told_nobody_is_asked(organiser: Member) -> None:
    people(8)
    with pytest.raises(ValidationError) as refused:
        opened(organiser)
    assert list(refused.value.message_dict) == ["teams"]
    assert Asked.objects.count() == 0


def test_open_is_open_and_closed_is_closed(organiser: Member, alice: Member) -> None:
    people(20)
    uid = uuid4()
    said = {"title": "What next?", "kind": "needs", "asks": EVERYTHING, "closes_at": CLOSES}
    draft = set_up_survey(by=organiser, uid=uid, **said)
    assert set_up_survey(by=organiser, uid=uid, **said) == draft
    with pytest.raises(Over):
        close_survey(draft, by=organiser)
    assert change_survey(draft, by=organiser, **said | {"title": "What else?"}).title == "What else?"
    asking = open_survey(draft, by=organiser)
    assert open_survey(draft, by=organiser).opening == asking.opening
    for act in (lambda: change_survey(draft, by=organiser, **said), lambda: remove_survey(draft, by=organiser)):
        with pytest.raises(Over):
            act()
    answer_survey(asking, by=alice, said={"often": "weekly"})
    closure = withdraw_survey(asking, by=organiser)
    assert (closure.outcome, Answer.objects.count()) == ("withdrawn", 0)
    assert close_survey(asking, by=organiser) == closure
    for act in (
        lambda: answer_survey(asking, by=alice, said={"often": "weekly"}), lambda: take_back_answer(asking, by=alice),
        lambda: keep_draft(asking, by=alice, said={}), lambda: withdraw_survey(asking, by=organiser),
    ):  # fmt: skip
        with pytest.raises(Over):
            act()


def test_who_does_not_organise_builds_opens_and_closes_nothing(
    organiser: Member, analyst: Member, facilitator: Member, dana: Member, alice: Member
) -> None:
    people(20)
    draft, asking = survey(organiser), opened(organiser)
    for member in (analyst, facilitator, dana, alice):
        assert list(surveys_run_by(member)) == []
        for act in (
            lambda by=member: survey(by), lambda by=member: open_survey(draft, by=by),
            lambda by=member: close_survey(asking, by=by), lambda by=member: remove_survey(draft, by=by),
            lambda by=member: withdraw_survey(asking, by=by),
        ):  # fmt: skip
            with pytest.raises(PermissionDenied):
                act()


def test_an_analyst_reads_what_is_told_and_a_newcomer_what_they_were_asked(
    organiser: Member, analyst: Member, rust: Skill
) -> None:
    sales = team("Sales")
    crowd = people(20, team=sales)
    asking = opened(organiser, teams=[sales])
    assert list(surveys_seen_by(analyst)) == []
    wish(asking, crowd[:10], rust)
    close_survey(asking, by=organiser)
    [newcomer] = people(1, team=sales)
    assert list(results_seen_by(analyst)) == list(results_seen_by(crowd[19])) == [asking]
    assert list(surveys_seen_by(newcomer)) == []


def test_they_are_reminded_once_three_days_before_the_end(organiser: Member, alice: Member) -> None:
    people(20)
    opened(organiser, title="Long")
    opened(organiser, title="Short", closes_at=MONDAY + timedelta(days=4))
    for days, count in ((7, 0), (8, 1), (9, 0)):
        with clock.at(MONDAY + timedelta(days=days)):
            assert remind_once() == count
    assert list(Reminder.objects.values_list("survey__title", flat=True)) == ["Long"]


def test_who_leaves_is_asked_no_more(organiser: Member, alice: Member, rust: Skill) -> None:
    people(20)
    asking = opened(organiser)
    answer_survey(asking, by=alice, said={}, wishes=[(rust, 3, "any")])
    count = asked_count(asking)
    depart(alice, by=None)
    assert (Answer.objects.count(), Wish.objects.count(), asked_count(asking)) == (0, 0, count - 1)
    assert list(surveys_answered_by(alice)) == list(surveys_seen_by(alice)) == []


def test_a_skill_that_went_into_another_is_counted_as_that(organiser: Member, alice: Member, rust: Skill) -> None:
    crowd = people(30)
    oxide = propose_skill("Oxide", by=alice)
    asking = opened(organiser)
    wish(asking, crowd[:6], rust)
    wish(asking, crowd[6:12], oxide)
    answer_survey(asking, by=crowd[12], said={}, wishes=[(rust, 3, "any"), (oxide, 4, "any")])
    for member in crowd[13:25]:
        answer_survey(asking, by=member, said={"often": "weekly"})
    merge_skills(oxide, rust, by=None)
    close_survey(asking, by=organiser)
    assert told(asking) == {"Rust": (10, {})}


@pytest.mark.parametrize("count", [1, 30])
def test_results_cost_the_same_however_many_skills(
    count: int, organiser: Member, alice: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people(20)
    asking = opened(organiser)
    for number in range(count):
        Count.objects.create(
            survey=asking, question="skills", skill=propose_skill(f"Skill {number}", by=alice), count=5
        )
    with django_assert_num_queries(3):
        results(asking)
