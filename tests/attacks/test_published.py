"""Somebody reads everything that is published, week after week, and reckons.

The attack knows more than anybody does: the rules, how many people each team has, every public need, the exact sum
over all skills (a run's figures tell it), and of each withheld count whether it is small, or all but small. It shares
no code with what decides: the rules are written down here once more, and a linear programme finds what is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from peerloop.skills.telling import Cell, Counts, Told, about, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = 5
OTHERS = 2
"""Skills that nobody wants; of which the reader does not know so."""


def possible_when_told(told: int, before: int | None) -> tuple[int, int]:
    """Return the least and the most that a told number can stand for, from the words of docs/use/demand.md."""
    if told == before:  # it stands, or it happens to be the nearest again
        return (max(told - 4, 5) if told != 10 else 5), told + 4
    least, most = max(told - 2, 5), told + 2
    if before is not None and told > before:
        least = max(least, before + 5)
    if before is not None and told < before:
        most = min(most, before - 5)
    return least, most


def possible(cell: Cell, told: int | None) -> tuple[int, int]:
    """Return what an all-knowing reader of the rules may take a count to be before reckoning."""
    if told is not None:
        least, most = possible_when_told(told, cell.before)
        return max(least, cell.known + 5), min(most, cell.of - 5)
    if cell.secret < VALUES:
        return cell.known, min(cell.known + 4, cell.of)
    if cell.of - cell.count < VALUES:
        return max(cell.known + 5, cell.of - 4), cell.of
    return cell.known + 5, cell.of - 5


class Attack:
    """The programme: a variable for every count of every week, its bounds, and the sums that hold between them."""

    def __init__(self, weeks: list[tuple[list[Counts], list[Told]]], *, knows_why: bool = True) -> None:
        """``knows_why``: why each count is withheld, and the sum over all skills."""
        self.knows_why = knows_why
        self.bounds: list[tuple[int, int]] = []
        self.sums: list[dict[int, int]] = []
        self.totals: list[int] = []
        self.where: dict[tuple[int, int, int], int] = {}
        for week, (counts, told) in enumerate(weeks):
            wholes = self._a_week(week, counts, told)
            if knows_why:
                total = sum(one.whole.count for one in counts)
                self.bounds += [(0, 4 * OTHERS), (total - total % 5, total - total % 5 + 4)]
                self.where[week, len(counts), -1] = len(self.bounds) - 2
                self._sum({**dict.fromkeys(wholes, 1), len(self.bounds) - 2: 1, len(self.bounds) - 1: -1}, 0)
        self.matrix = np.zeros((len(self.sums), len(self.bounds)))
        for row, weights in enumerate(self.sums):
            for column, weight in weights.items():
                self.matrix[row, column] = weight

    def _a_week(self, week: int, counts: list[Counts], told: list[Told]) -> list[int]:
        wholes = []
        for skill, (one, said) in enumerate(zip(counts, told, strict=True)):
            openly = one.whole.told is None  # then what is told is of public needs alone
            wholes.append(self._variable(week, skill, -1, one.whole, None if openly else said.whole))
            parts = [
                self._variable(week, skill, team, cell, None if openly else number)
                for team, (cell, number) in enumerate(zip((*one.teams, one.rest), (*said.teams, None), strict=True))
            ]
            self._sum({wholes[-1]: -1, **dict.fromkeys(parts, 1)}, 0)
        return wholes

    def _sum(self, weights: dict[int, int], total: int) -> None:
        self.sums.append(weights)
        self.totals.append(total)

    def _variable(self, week: int, skill: int, team: int, cell: Cell, told: int | None) -> int:
        anything = told is None and not self.knows_why
        self.bounds.append((cell.known, cell.of) if anything else possible(cell, told))
        self.where[week, skill, team] = len(self.bounds) - 1
        return len(self.bounds) - 1

    def range(self, weights: dict[int, int]) -> tuple[int, int]:
        """Return the least and the most that a weighted sum of counts can be."""
        aim = np.zeros(len(self.bounds))
        for column, weight in weights.items():
            aim[column] = weight
        ends = [
            linprog(sign * aim, A_eq=self.matrix, b_eq=self.totals, bounds=self.bounds, method="highs")
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends), "what is published contradicts itself"
        return round(ends[0].fun), round(-ends[1].fun)


def cells(counts: list[Counts]) -> Iterator[tuple[int, int, Cell]]:
    for skill, one in enumerate(counts):
        yield skill, -1, one.whole
        for team, cell in enumerate((*one.teams, one.rest)):
            yield skill, team, cell


def determined(attack: Attack, week: int, counts: list[Counts]) -> list[tuple[int, int, tuple[int, int]]]:
    """Return the counts of fewer than five, or of all but fewer than five, that have fewer than five possible values.

    Left out is what the sum over all skills would say of them by itself, were nothing else published.
    """
    found = []
    silence = Attack([(counts, [Told(None, (None,) * len(one.teams)) for one in counts])])
    for skill, team, cell in cells(counts):
        if cell.secret >= VALUES and cell.of - cell.count >= VALUES:
            continue
        anyway = silence.range({silence.where[0, skill, team]: 1})
        reckoned = attack.range({attack.where[week, skill, team]: 1})
        if reckoned != anyway:
            found.append((skill, team, reckoned))
    others = attack.range({attack.where[week, len(counts), -1]: 1})
    if others[1] < min(VALUES - 1, silence.range({silence.where[0, len(counts), -1]: 1})[1]):
        found.append((len(counts), -1, others))
    return found


def weeks_of(known: np.ndarray, secret: np.ndarray, sizes: list[int]) -> list[tuple[list[Counts], list[Told]]]:
    """Return what there is and what is told of it; ``known`` and ``secret`` are (weeks, skills, teams and rest)."""
    weeks: list[tuple[list[Counts], list[Told]]] = []
    before = [Told(None, (None,) * (len(sizes) - 1))] * known.shape[1]
    for open_ones, others in zip(known.tolist(), secret.tolist(), strict=True):
        counts = []
        for a, b, last in zip(open_ones, others, before, strict=True):
            teams = [Cell(*each) for each in zip(a[:-1], b[:-1], sizes[:-1], last.teams, strict=True)]
            whole = Cell(sum(a), sum(b), sum(sizes), last.whole)
            counts.append(Counts(whole, tuple(teams), Cell(a[-1], b[-1], sizes[-1], never=True)))
        before = publish(counts, others=OTHERS)
        weeks.append((counts, before))
    return weeks


@st.composite
def companies(draw: st.DrawFn, weeks: int = 1):
    """Draw teams, skills, and who wants them, with a few changing from week to week."""
    teams, skills = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    sizes = random.integers(1, 60, teams + 1)
    like = draw(st.sampled_from([0.02, 0.1, 0.3, 0.9]))
    secret = np.minimum(random.poisson(sizes * like, (weeks, skills, teams + 1)), sizes)
    for week in range(1, weeks):
        change = random.integers(-3, 4, secret[week].shape) * (random.random(secret[week].shape) < 0.3)
        secret[week] = np.clip(secret[week - 1] + change, 0, sizes)
    known = random.poisson(draw(st.sampled_from([0, 0, 1, 6])), secret.shape)
    return np.minimum(known, sizes - secret), secret, sizes.tolist()


@settings(max_examples=60, deadline=None)
@given(companies())
def test_no_small_count_is_narrowed_to_fewer_than_five(company) -> None:
    for counts, told in weeks_of(*company):
        assert determined(Attack([(counts, told)]), 0, counts) == []


@settings(max_examples=8, deadline=None)
@given(companies(weeks=3))
def test_nor_by_reading_several_weeks_together(company) -> None:
    weeks = weeks_of(*company)
    attack = Attack(weeks)
    for week, (counts, _told) in enumerate(weeks):
        assert determined(attack, week, counts) == []


@settings(max_examples=40, deadline=None)
@given(companies(weeks=4))
def test_no_week_tells_for_certain_that_one_to_four_have_changed_their_minds(company) -> None:
    weeks = weeks_of(*company)
    attack = Attack(weeks, knows_why=False)
    for week in range(1, len(weeks)):
        for skill, (earlier, later) in enumerate(zip(weeks[week - 1][0], weeks[week][0], strict=True)):
            for team in range(-1, len(later.teams)):
                one, other = (cells.whole if team < 0 else cells.teams[team] for cells in (earlier, later))
                least, most = attack.range(
                    {attack.where[week - 1, skill, team]: -1, attack.where[week, skill, team]: 1}
                )
                openly = other.known - one.known
                assert not 0 < least - openly <= most - openly < VALUES
                assert not 0 < openly - most <= openly - least < VALUES


@given(st.integers(5, 200), st.integers(-4, 4))
def test_what_is_told_stands_while_few_change(count: int, change: int) -> None:
    told = about(count, None)
    assert told is not None
    assert abs(told - count) <= 2
    if count + change >= 5 and abs(count + change - told) < 5:
        assert about(count + change, told) == told


@pytest.mark.parametrize("before", [None, *range(5, 60, 5)])
def test_each_told_number_stands_for_several(before: int | None) -> None:
    for count in range(5, 80):
        told = about(count, before)
        assert told is not None
        assert told % 5 == 0
        least, most = possible_when_told(told, before)
        assert [n for n in range(90) if about(n, before) == told] == list(range(least, most + 1))


def plainly(counts: list[Counts]) -> list[Told]:
    """Return what is told where only small counts are withheld, and nothing is withheld for their sake."""
    return [Told(one.whole.told, tuple(cell.told for cell in one.teams)) for one in counts]


def test_the_attack_finds_what_withholding_small_counts_alone_would_give_away() -> None:
    """One team of five is small; the others and the whole are told, and all of them at the edge of what they say."""
    teams = tuple(Cell(0, count, 60) for count in (8, 8, 8, 3))
    counts = [Counts(Cell(0, 27, 240), teams, Cell(0, 0, 0, never=True))]
    naive = Attack([(counts, plainly(counts))])
    assert determined(naive, 0, counts) == [(0, 3, (0, 3))]
    assert determined(Attack([(counts, publish(counts, others=OTHERS))]), 0, counts) == []


def test_the_attack_finds_a_skill_that_the_sum_over_all_would_give_away() -> None:
    counts = [Counts(Cell(0, count, 240), (), Cell(0, count, 240, never=True)) for count in (1, 13)]
    assert determined(Attack([(counts, plainly(counts))]), 0, counts) != []
    assert [told.whole for told in publish(counts, others=OTHERS)] == [None, None]


def test_where_nothing_would_be_given_away_nothing_more_is_withheld() -> None:
    teams = tuple(Cell(0, count, 60) for count in (20, 12, 3, 2))
    told = publish([Counts(Cell(0, 37, 240), teams, Cell(0, 0, 0, never=True))])
    assert told == [Told(35, (20, 10, None, None))]


def test_what_is_public_is_told_where_the_others_are_few() -> None:
    whole = Cell(known=12, secret=2, of=100)
    team = Cell(known=12, secret=2, of=40)
    assert publish([Counts(whole, (team,))]) == [Told(10, (10,))]
    assert publish([Counts(Cell(known=3, secret=3, of=100))]) == [Told(None, ())]
