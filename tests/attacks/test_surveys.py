"""Somebody reads everything that surveys publish, knows who answered which of them, and reckons.

The attack is exact: each published number is taken for the exact sum over the people behind it (in truth it is "at
least so many", in fives), each person's answers to the same question are taken to be the same in every survey, and
what follows from the form of a question (one option to a person; a level to each skill that is wanted) is known too.
What can be reckoned from sums is the row space of all that; somebody is found out where it holds the row that is one
for a single answer of a single person and zero elsewhere. Nothing of how the house decides is used here: rows are
read from what was published, ranks are found by elimination over fractions.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerloop.kit import clock
from peerloop.people.actions import join
from peerloop.people.models import Member, Role, RoleGrant, Team
from peerloop.pulse.actions import change_survey, close_survey, open_survey, set_up_survey
from peerloop.pulse.models import Answer, Asked, Count, Survey, Wish
from peerloop.pulse.rules import Over
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
LEVELS, PACES = range(1, 6), ("at_once", "weeks", "any")
ONE, SEVERAL = ("weekly", "fortnightly", "monthly", "seldom"), ("morning", "midday", "afternoon", "evening")
Unknown = tuple[int, str, str]
"""A person, a question, an option: one where the person gave it, else zero."""
Row = dict[Unknown, Fraction]


class Published(NamedTuple):
    """A number as it is read: of which people, to which question, which option."""

    people: frozenset[int]
    question: str
    option: str


def known_to(published: Iterable[Published], insiders: Iterable[int] = ()) -> list[Row]:
    """Return the rows that the attacker has: what is published, what forms say, and all that insiders answered."""
    one = Fraction(1)
    rows: list[Row] = [dict.fromkeys(((p, a.question, a.option) for p in a.people), one) for a in published]
    everybody = frozenset().union(*(a.people for a in published)) if rows else frozenset()
    skills = {a.question for a in published if a.question.startswith("skill ")}
    for person in everybody:
        rows.append(dict.fromkeys(((person, "often", option) for option in ONE), one))
        for skill in skills:
            wants = (person, skill, "")
            for kind, values in (("level", LEVELS), ("pace", PACES)):
                rows.append({(person, skill, f"{kind}-{value}"): one for value in values} | {wants: -one})
    unknown = {key for row in rows for key in row}
    rows += [{key: one} for key in unknown if key[0] in set(insiders)]
    return rows


def reduced(rows: Iterable[Row]) -> list[Row]:
    """Return the reduced echelon form: sparse, over fractions, so exact."""
    basis: dict[Unknown, Row] = {}
    for given_row in rows:
        row = dict(given_row)
        for key in [key for key in row if key in basis]:
            if factor := row.get(key):
                _add(row, basis[key], -factor)
        if not row:
            continue
        pivot = min(row)
        lead = row[pivot]
        row = {key: value / lead for key, value in row.items()}
        for other in basis.values():
            if factor := other.get(pivot):
                _add(other, row, -factor)
        basis[pivot] = row
    return list(basis.values())


def _add(row: Row, other: Row, factor: Fraction) -> None:
    for key, value in other.items():
        total = row.get(key, Fraction()) + factor * value
        if total:
            row[key] = total
        else:
            row.pop(key, None)


def found_out(published: Sequence[Published], insiders: Iterable[int] = ()) -> set[Unknown]:
    """Return the single answers of single people that follow, beside the insiders' own.

    A unit row lies in the row space exactly where it is a row of the reduced echelon form.
    """
    rows = reduced(known_to(published, insiders))
    return {key for row in rows if len(row) == 1 for key in row if key[0] not in set(insiders)}


def fewest_reckoned(groups: Sequence[frozenset[int]]) -> int:
    """Return of how few people some sum or difference of counts over the groups can be; exhaustive over few sets.

    People in the same groups are one atom. A combination of groups is constant on each atom, so it is about whole
    atoms; one about a set of atoms only exists where the others' columns have a smaller rank than all together.
    """
    atoms = Counter(tuple(person in group for group in groups) for person in frozenset().union(*groups))
    small = [atom for atom, count in atoms.items() if count < 5]
    fewest = min((sum(atoms.values()), *map(len, groups)))
    whole = np.linalg.matrix_rank(np.array(list(atoms), dtype=float))
    for number in range(1, min(4, len(small)) + 1):
        for chosen in combinations(small, number):
            rest = np.array([atom for atom in atoms if atom not in chosen], dtype=float).reshape(-1, len(groups))
            if sum(atoms[one] for one in chosen) < 5 and np.linalg.matrix_rank(rest) < whole:
                fewest = min(fewest, sum(atoms[one] for one in chosen))
    return fewest


class Company(NamedTuple):
    """Who is where, who answers which survey how, and how each survey is cut."""

    teams: list[int]
    places: list[int]
    answers: np.ndarray
    wants: np.ndarray
    levels: np.ndarray
    often: np.ndarray
    times: np.ndarray
    cuts: list[str]


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """Draw twelve to sixty people and one to three surveys over them, the second often of nearly the same ones."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    people, surveys = draw(st.integers(12, 60)), draw(st.integers(1, 3))
    answers = random.random((surveys, people)) < draw(st.sampled_from([0.4, 0.8, 0.97, 1.0]))
    for later in range(1, surveys):
        if draw(st.booleans()):
            answers[later] = answers[0] ^ (random.random(people) < draw(st.sampled_from([0, 0.02, 0.1])))
    return Company(
        teams=random.choice(draw(st.integers(1, 6)), people).tolist(),
        places=random.choice(draw(st.integers(1, 4)), people).tolist(),
        answers=answers,
        wants=random.random((people, 3)) < draw(st.sampled_from([0.1, 0.3, 0.6, 1.0])),
        levels=random.choice(LEVELS, (people, 3)),
        often=random.choice(
            len(ONE), people, p=draw(st.sampled_from([[0.25] * 4, [0.6, 0.2, 0.1, 0.1], [1, 0, 0, 0]]))
        ),
        times=random.random((people, len(SEVERAL))) < draw(st.sampled_from([0.2, 0.5, 1.0])),
        cuts=[draw(st.sampled_from(["team", "place", ""])) for _ in range(surveys)],
    )


def live_through(company: Company) -> list[tuple[Survey, dict[int, str]]]:
    """Let the company answer its surveys; return each with the cell of everybody who answered."""
    teams = [Team.objects.create(name=f"Team {n}", key=f"team {n}") for n in range(6)]
    skills = [Skill.objects.create(name=f"S{n}", key=f"s{n}", words=f" s{n} ") for n in range(3)]
    olga = join(name="Olga", email="olga@example.org")
    RoleGrant.objects.create(member=olga, role=Role.ORGANISER)
    Member.objects.bulk_create(
        Member(email=f"m{n}@example.org", name=f"M {n}", team=teams[team], place=f"Place {place}")
        for n, (team, place) in enumerate(zip(company.teams, company.places, strict=True))
    )
    members = list(Member.objects.exclude(pk=olga.pk).order_by("pk"))
    done = []
    for number, cut in enumerate(company.cuts):
        said = {"title": f"Survey {number}", "kind": "needs", "asks": ["skills", "times", "often"], "cut": cut}
        survey = set_up_survey(by=olga, uid=uuid4(), closes_at=MONDAY + timedelta(days=9), **said)
        for _twice in range(2):
            open_survey(survey, by=olga)
        _answer(company, number, survey, members, skills)
        for _twice in range(2):
            close_survey(survey, by=olga)
        with pytest.raises(Over):
            change_survey(survey, by=olga, closes_at=survey.closes_at, **said)
        cells = dict(Asked.objects.filter(survey=survey).values_list("member", "cell"))
        done.append(
            (survey, {one: cells[one] for one in Answer.objects.filter(survey=survey).values_list("member", flat=True)})
        )
    return done


def _answer(company: Company, number: int, survey: Survey, members: list[Member], skills: list[Skill]) -> None:
    there = [n for n in range(len(members)) if company.answers[number, n]]
    answers = Answer.objects.bulk_create(
        Answer(
            survey=survey,
            member=members[n],
            said={"often": ONE[company.often[n]], "times": [SEVERAL[t] for t in np.flatnonzero(company.times[n])]},
        )
        for n in there
    )
    Wish.objects.bulk_create(
        Wish(answer=answer, skill=skills[s], level=int(company.levels[n, s]), pace=PACES[n % 3])
        for n, answer in zip(there, answers, strict=True)
        for s in np.flatnonzero(company.wants[n])
    )


def read(done: list[tuple[Survey, dict[int, str]]]) -> Iterator[tuple[Published, Count]]:
    """Yield all that was published, with the people behind each number."""
    for survey, cells in done:
        for row in Count.objects.filter(survey=survey).order_by("pk"):
            group = frozenset(one for one, cell in cells.items() if row.cell in {"", cell})
            question = f"skill {row.skill_id}" if row.question == "skills" else row.question
            yield Published(group, question, row.option), row


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(companies())
def test_nothing_that_is_published_finds_anybody_out(company: Company) -> None:
    with transaction.atomic(), clock.at(MONDAY):
        try:
            published = [one for one, _row in read(live_through(company))]
            assert found_out(published) == set()
            insiders = sorted({person for one in published for person in one.people})[:3]
            assert found_out(published, insiders) == set()
            groups = sorted({one.people for one in published}, key=len)
            assert not groups or fewest_reckoned(groups) >= 5
        finally:
            transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(companies())
def test_each_number_and_each_rest_that_can_be_reckoned_is_of_five_or_more(company: Company) -> None:
    """Told is less than the exact number, and of five people of each group nothing is said."""
    with transaction.atomic(), clock.at(MONDAY):
        try:
            done = live_through(company)
            exact = exact_counts(company)
            told = list(read(done))
            for one, row in told:
                if one.question == "answered":
                    assert 5 <= row.count <= len(one.people)
                    continue
                count = exact(one)
                of = exact(one._replace(option="")) if one.option.startswith(("level", "pace")) else len(one.people)
                assert 5 <= row.count <= min(count, of - 5)
                assert row.count % 5 == 0
            for survey, cells in done:
                _rests_are_wide([one for one, row in told if row.survey_id == survey.pk], cells, exact)
        finally:
            transaction.set_rollback(True)


def exact_counts(company: Company):
    """Return a function that counts what the people of a published number have really answered."""
    members = list(Member.objects.exclude(email="olga@example.org").order_by("pk").values_list("pk", flat=True))
    place = {pk: n for n, pk in enumerate(members)}
    skills = {f"skill {pk}": n for n, pk in enumerate(Skill.objects.order_by("pk").values_list("pk", flat=True))}

    def gave(person: int, question: str, option: str) -> bool:
        n = place[person]
        if question == "often":
            return ONE[company.often[n]] == option
        if question == "times":
            return bool(company.times[n, SEVERAL.index(option)])
        wants = bool(company.wants[n, skills[question]])
        kind, _dash, value = option.partition("-")
        said = {"": value, "level": str(company.levels[n, skills[question]]), "pace": PACES[n % 3]}[kind]
        return wants and said == value

    return lambda one: sum(gave(person, one.question, one.option) for person in one.people)


def _rests_are_wide(told: list[Published], cells: dict[int, str], exact) -> None:
    everybody = frozenset(cells)
    for whole in [one for one in told if one.people == everybody and one.question != "answered"]:
        parts = {one.people for one in told if one[1:] == whole[1:] and one.people != everybody}
        rest = everybody.difference(*parts) if parts else frozenset()
        if rest:
            assert exact(whole._replace(people=rest)) >= 5, "the rest of a cut"
    for question, prefix, size in [("often", "", 4)] + [
        (one.question, kind, number)
        for one in told if one.question.startswith("skill ") and not one.option and one.people == everybody
        for kind, number in (("level-", 5), ("pace-", 3))
    ]:  # fmt: skip
        named = [one for one in told if one.question == question and one.option.startswith(prefix) and one.option]
        if named and len(named) < size:
            everything = (
                sum(exact(Published(everybody, "often", option)) for option in ONE)
                if question == "often"
                else exact(Published(everybody, question, ""))
            )
            assert everything - sum(map(exact, named)) >= 5, "the rest of options that exclude one another"
            assert len(named) < size - 1


def crowd(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last))


def test_the_attack_finds_who_is_alone_in_a_cell_and_who_is_left_when_only_that_cell_is_withheld() -> None:
    whole, ones = crowd(0, 20), [crowd(0, 9), crowd(9, 19), crowd(19, 20)]
    rows = [Published(group, "times", "midday") for group in (whole, *ones)]
    assert found_out(rows) == {(19, "times", "midday")}
    assert found_out(rows[:3]) == {(19, "times", "midday")}
    assert found_out(rows[:2]) == set()


def test_the_attack_finds_who_answered_one_survey_and_not_the_other() -> None:
    rows = [Published(crowd(0, last), "skill 1", "") for last in (20, 21)]
    assert found_out(rows) == {(20, "skill 1", "")}
    assert fewest_reckoned([crowd(0, 20), crowd(0, 21)]) == 1


def test_the_attack_finds_who_stands_between_a_cut_by_team_and_one_by_place() -> None:
    """Ten of a team are at the same place but for one; four of a place are of no other team."""
    rows = [Published(crowd(0, 10), "times", "midday"), Published(crowd(0, 9), "times", "midday")]
    assert found_out(rows) == {(9, "times", "midday")}
    assert fewest_reckoned([crowd(0, 10), crowd(4, 14)]) == 10
    assert fewest_reckoned([crowd(0, 10), crowd(3, 13), crowd(0, 13)]) == 3


def test_the_attack_finds_the_option_that_excludes_the_others() -> None:
    """Of one person three of four options are known to be none's: it is the fourth."""
    rows = [Published(crowd(0, 1), "often", option) for option in ONE[:3]]
    assert found_out(rows) == {(0, "often", option) for option in ONE}


def test_an_insider_knows_what_they_answered_themselves() -> None:
    rows = [Published(crowd(0, 2), "times", "midday")]
    assert found_out(rows) == set()
    assert found_out(rows, insiders=[0]) == {(1, "times", "midday")}


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    companies().filter(lambda one: len(one.cuts) > 1 and "team" in one.cuts and min(Counter(one.teams).values()) == 1)
)
def test_without_withholding_anything_it_does_find_people(company: Company) -> None:
    """The same companies, were every count told: the attack is not blind."""
    there = [n for n in range(len(company.teams)) if company.answers[company.cuts.index("team"), n]]
    alone = [n for n in there if sum(company.teams[one] == company.teams[n] for one in there) == 1]
    groups = [frozenset(n for n in there if company.teams[n] == team) for team in set(company.teams)]
    rows = [Published(group, "skill 1", "") for group in (frozenset(there), *groups) if group]
    assert {key[0] for key in found_out(rows)} == set(alone)
