"""What of counts of people is told: no fewer than five, in fives, and nothing from which the rest could be reckoned.

The method is cell suppression with complementary suppression in tables of one dimension, and rounding (Hundepool et
al., Statistical Disclosure Control, 2012, chapters 4.2 and 4.4), under rules that are told openly:

- What everybody sees anyway (public needs, confirmed offers) is *known*; the others of a count are *secret*.
- A count is told where five or more secret ones are in it and five or more people are not, of all whom it is of. With
  fewer secret ones only the known are counted, by the same rule.
- Told is the nearest multiple of five. It stands at later closes while the count is less than five away from it; ten
  stands down to five. So no reader learns of a change of one to four.
- Not told is what the known ones would narrow to fewer than five counts.
- Where what is told, its total and the sums would still narrow a withheld count to fewer than five possible ones,
  further counts are withheld, the smallest first.

Each small count must keep its five possible values even for a reader who knows the sum over the teams exactly, and
why each count is withheld. tests/attacks/test_published.py attacks this with a linear programme that shares no code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST = 5
"""People in a cell that is told; possible values of one that is not; and the step of what is told."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """A count of people among ``of``: ``known`` to everybody and ``secret``; ``before``: what was told of it last."""

    known: int
    secret: int
    of: int
    before: int | None = None
    never: bool = False
    """Not to be told at all: those who are in none of the teams."""

    @property
    def count(self) -> int:
        """How many there are."""
        return self.known + self.secret

    @property
    def large(self) -> bool:
        """Whether five or more secret ones are in it, and five or more people are not."""
        return self.secret >= SMALLEST and self.of - self.count >= SMALLEST

    @property
    def told(self) -> int | None:
        """What can be told of it alone."""
        if self.never or not self.large:
            return None
        told = about(self.count, self.before)
        if told is None:
            return None
        least, most = span(self, told)
        return told if most - least >= SMALLEST - 1 or (least, most) == alike(told, self.before) else None


@dataclass(frozen=True)
class Counts:
    """A skill's count: of everybody, by team, and in none of the teams; the parts add up to the whole."""

    whole: Cell
    teams: tuple[Cell, ...] = ()
    rest: Cell = field(default=Cell(0, 0, 0, never=True))


@dataclass(frozen=True)
class Told:
    """What is told of a skill's count: of everybody and by team; None is withheld."""

    whole: int | None
    teams: tuple[int | None, ...]


def about(count: int, before: int | None) -> int | None:
    """Return a count as it is told: in fives, or as ``before`` where that stands; None below five."""
    if count < SMALLEST:
        return None
    if before is not None and (abs(count - before) < SMALLEST or count < before == 2 * SMALLEST):
        return before
    return (count + SMALLEST // 2) // SMALLEST * SMALLEST


def alike(told: int, before: int | None) -> Span:
    """Return the least and the most that is told so."""
    like = [count for count in range(told - SMALLEST, told + SMALLEST) if about(count, before) == told]
    return like[0], like[-1]


def publish(counts: Sequence[Counts], *, others: int | None = None) -> list[Told]:
    """Return what is told of each skill's count, for all skills at once.

    ``others``: how many skills there are besides, of which there is nothing to count; then the sum over all skills is
    taken to be known as far as ``round_about`` tells it. None: nothing is told of the sum.
    """
    cuts = [_cut(one) for one in counts]
    parts = [_Part(one.whole, cut.span, cut.room, cut.may) for one, cut in zip(counts, cuts, strict=True)]
    wholes = [part.alone for part in parts]
    if others is not None:
        wholes = _withhold(parts, round_about(sum(one.whole.count for one in counts)), others)
    return [
        _known_alone(one) if one.whole.told is None else Told(whole, cut.told if whole is not None else cut.silent)
        for one, whole, cut in zip(counts, wholes, cuts, strict=True)
    ]


def round_about(total: int) -> Span:
    """Return between what a run's figures, which are told in fives, leave the sum of all needs."""
    least = total // SMALLEST * SMALLEST
    return least, least + SMALLEST - 1


def is_safe(total: Span, spans: Sequence[Span], rooms: Sequence[Span]) -> bool:
    """Whether counts that add up to ``total``, each within its span, leave every one of them its ``room``."""
    low, high = sum(least for least, _ in spans), sum(most for _, most in spans)
    return all(
        total[0] - (high - most) <= down and total[1] - (low - least) >= up
        for (least, most), (down, up) in zip(spans, rooms, strict=True)
    )


def span(cell: Cell, told: int | None) -> Span:
    """Return the least and the most that the count can be, for a reader of what is ``told`` who knows the rules.

    A reader of None is taken to know whether five or more secret ones are in it, and whether few people are not.
    """
    if told is not None:
        least, most = alike(told, cell.before)
        return max(least, cell.known + SMALLEST), min(most, cell.of - SMALLEST)
    if cell.large:
        return cell.known + SMALLEST, cell.of - SMALLEST
    if cell.secret < SMALLEST:
        return cell.known, min(cell.known + SMALLEST - 1, cell.of)
    return max(cell.of - SMALLEST + 1, cell.known + SMALLEST), cell.of


@dataclass(frozen=True)
class _Part:
    """A cell of a sum: within what it lies anyway, between what it must stay possible, and whether it may be told."""

    cell: Cell
    anyway: Span
    room: Span
    may: bool = True

    @property
    def alone(self) -> int | None:
        """What can be told of it where nothing is told of the sum."""
        return self.cell.told if self.may else None

    def span(self, told: int | None) -> Span:
        """Return what a reader knows of it."""
        (least, most), (low, high) = span(self.cell, told), self.anyway
        return max(least, low), min(most, high)


@dataclass(frozen=True)
class _Cut:
    """A skill's teams: what can be told of them beside the whole, and what they say of the whole.

    ``may``: whether the whole can be told. ``span``: between what it lies for who knows what is told of the teams.
    ``room``: between what it must stay possible, that the teams do.
    """

    told: tuple[int | None, ...]
    span: Span
    room: Span
    may: bool = True

    @property
    def silent(self) -> tuple[None, ...]:
        """Nothing of any team."""
        return (None,) * len(self.told)


def _cut(counts: Counts) -> _Cut:
    """Decide what can be told by team to a reader who knows the whole exactly."""
    whole, cells = counts.whole, [*counts.teams, counts.rest]
    if not counts.teams:
        return _Cut((), (0, whole.of), _room(whole))
    told: list[int | None] = [None] * len(cells)
    if whole.told is not None:
        told = _withhold([_Part(cell, (0, cell.of), _room(cell)) for cell in cells], (whole.count, whole.count))
    spans = [span(cell, one) for cell, one in zip(cells, told, strict=True)]
    low, high = sum(least for least, _ in spans), sum(most for _, most in spans)
    if not whole.large or is_safe((whole.count, whole.count), spans, [_room(cell) for cell in cells]):
        return _Cut(tuple(told[:-1]), (low, high), _room(whole))
    room = _room_for_teams(counts, spans)
    least, most = span(whole, whole.told)
    return _Cut(tuple(told[:-1]), (low, high), room, may=least <= room[0] and room[1] <= most)


def _room(cell: Cell) -> Span:
    """Return between what a count must stay possible: all it can be where it is small, or all but small."""
    return (cell.count, cell.count) if cell.large else span(cell, None)


def _room_for_teams(counts: Counts, spans: Sequence[Span]) -> Span:
    """Return between what the whole must stay possible so that each small team can be all that it can be."""
    low, high = sum(least for least, _ in spans), sum(most for _, most in spans)
    small = [each for cell, each in zip((*counts.teams, counts.rest), spans, strict=True) if not cell.large]
    down, up = min(least + high - most for least, most in small), max(most + low - least for least, most in small)
    return min(down, counts.whole.count), max(up, counts.whole.count)


def _withhold(parts: Sequence[_Part], total: Span, others: int = 0) -> list[int | None]:
    """Return what is told of parts whose sum, with ``others`` in which nobody is, is known to be ``total``."""
    told = [part.alone for part in parts]
    by_size = sorted((i for i, one in enumerate(told) if one is not None), key=lambda i: parts[i].cell.count)
    few = SMALLEST - 1
    spans = [part.span(one) for part, one in zip(parts, told, strict=True)] + [(0, few * others)] * bool(others)
    rooms = [part.room for part in parts] + [(0, few)] * bool(others)
    for place in by_size:
        if is_safe(total, spans, rooms):
            break
        told[place], spans[place] = None, parts[place].span(None)
    return told


def _known_alone(counts: Counts) -> Told:
    """Tell of what is known, where the others are too few, or all but a few; nothing where nearly all are known."""
    whole, *teams = (
        about(cell.known, cell.before) if cell.of - cell.known >= SMALLEST else None
        for cell in (counts.whole, *counts.teams)
    )
    return Told(whole, tuple(teams))
