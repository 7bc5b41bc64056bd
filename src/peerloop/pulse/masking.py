"""What of a survey's answers may be told, so that nobody's own can be known from it.

Two rules, one about people and one about numbers:

- **Groups.** Told are sums over the groups of those who answered: all of them, and the cells of one fixed cut. Together
  with the groups of the other surveys of the last quarter no sum or difference of groups may leave fewer than five
  people (``ways_to_tell_few``, an exact criterion by ranks: every vector of the row space then stands for five or
  more). It does not matter what was asked, nor what else is known to follow from what.
- **Counts.** Of a group is told how many gave an answer where five or more did. The same holds for what can be
  reckoned: the rest of a cut, and the rest of options that exclude one another; where fewer than five are in such a
  rest, what is next in size is withheld too (complementary suppression, Hundepool et al., Statistical Disclosure
  Control, 2012, chapter 4.2).

So far this holds of exact numbers; tests/attacks/test_surveys.py attacks those, and shares no code. What is told is
"at least so many", in fives, and never of more than all but five of a group: so it stays open of everybody whether they
are among those, also where all gave the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.skills.telling import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

WHOLE = ""
"""Stands for all who answered, among the names of cells."""
SMALLEST_TEXTS = 10
"""People who have written, before any of it is told."""
FEWEST_ASKED = 2 * SMALLEST
"""Of fewer there would never be anything to tell, so they are not asked; and cells of fewer are not told of."""


def groups_to_tell(cells: Mapping[int, str], earlier: Sequence[Collection[int]]) -> dict[str, frozenset[int]] | None:
    """Return the groups that may be told of, by the name of the cell, ``WHOLE`` first; None where none may.

    ``cells``: of each who answered the cell, "" for none. ``earlier``: the groups told of in other surveys.
    """
    everybody = frozenset(cells)
    if len(everybody) < FEWEST_ASKED or not leaves_nobody(earlier, [everybody]):
        return None
    told = {WHOLE: everybody}
    by_cell: dict[str, set[int]] = {}
    for member, cell in cells.items():
        by_cell.setdefault(cell, set()).add(member)
    for cell in sorted(by_cell, key=lambda one: (-len(by_cell[one]), one)):
        group = frozenset(by_cell[cell])
        if cell != WHOLE and len(group) >= FEWEST_ASKED and leaves_nobody(earlier, [*told.values(), group]):
            told[cell] = group
    return told


def leaves_nobody(earlier: Sequence[Collection[int]], more: Sequence[Collection[int]]) -> bool:
    """Whether the groups, beside the earlier ones, leave no fewer than five people in any sum or difference."""
    from peerloop.matchmaking.scopes import ways_to_tell_few  # numpy: only a close needs it

    groups = [*earlier, *more]
    silent = range(-SMALLEST, 0)  # nothing is told of everybody there is: some stand in none of the groups
    everybody = set(silent).union(*groups)
    return ways_to_tell_few(everybody, groups) <= ways_to_tell_few(everybody, list(earlier))


def at_least(count: int, of: int) -> int:
    """Return how a count of people among ``of`` is told: in fives, and of five no word; 0 where it is not told."""
    return max(0, min(count, of - SMALLEST)) // SMALLEST * SMALLEST


def counts_to_tell(counts: Mapping[str, int], sizes: Mapping[str, int], groups: Collection[str]) -> dict[str, int]:
    """Return how many gave one answer in each of ``groups`` where it may be told, exact; ``WHOLE`` is of all.

    ``counts``, ``sizes``: by cell, of every cell there is, how many gave it and how many answered.
    """
    count = sum(counts.values())
    if count < SMALLEST:
        return {}
    told = [cell for cell in groups if cell != WHOLE and counts.get(cell, 0) >= SMALLEST]
    told.sort(key=lambda cell: (-counts[cell], cell))
    while told and set(told) != set(sizes) and count - sum(counts[cell] for cell in told) < SMALLEST:
        told.pop()
    return {WHOLE: count} | {cell: counts[cell] for cell in told}


def options_to_tell(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many gave each of several answers that exclude one another, where it may be told, exact."""
    size = sum(counts.values())
    told = sorted((one for one in counts if counts[one] >= SMALLEST), key=lambda one: (-counts[one], one))
    while told:
        silent = len(counts) - len(told)
        rest = size - sum(counts[one] for one in told)
        if not silent or (silent > 1 and rest >= SMALLEST):
            break
        told.pop()
    return {one: counts[one] for one in told}
