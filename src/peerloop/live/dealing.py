"""Who has which role: by turns, so that nobody has the same one again before the others had it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from peerloop.formats.shape import KNOWING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerloop.formats.shape import Who


def deal(
    roles: Sequence[tuple[str, Who]],
    leaders: Sequence[int],
    others: Sequence[int],
    held: Mapping[tuple[str, int], int],
    having: Mapping[int, int] | None = None,
    levels: Mapping[int, int] | None = None,
) -> dict[str, int]:
    """Return who has which of the roles, by its code.

    ``roles``: (code, who takes it). ``held``: how often somebody has had a role before, by (code, person). ``having``:
    how many others of this meeting somebody has already. ``levels``: how well somebody knows the subject; a role for
    who knows it goes by that. Among equals, where nobody leads, a leader's role is one like the others. Nobody has two
    as long as somebody has none. Roles for everybody else are dealt to nobody.
    """
    known = levels or {}
    dealt: dict[str, int] = {}
    used = dict(having or {})
    total = {one: sum(times for (_code, who), times in held.items() if who == one) for one in [*leaders, *others]}
    for code, who in roles:
        people = (leaders or others) if who == "leader" else others
        if who == "all" or not people:
            continue
        order = {one: place for place, one in enumerate(people)}
        chosen = min(
            people,
            key=lambda one: (
                used.get(one, 0),
                -known.get(one, 0) if code in KNOWING else 0,
                held.get((code, one), 0),
                total[one],
                order[one],
            ),
        )
        dealt[code] = chosen
        used[chosen] = used.get(chosen, 0) + 1
    return dealt


def moved_on(held: Mapping[str, int], circle: Sequence[int]) -> dict[str, int]:
    """Return who has which role next: each goes from whoever has it to the one after them in the ``circle``.

    Nobody comes to two where nobody had two, and after once around everybody has had each once. ``held``: who has
    which role now, by its code; all of them sit in the circle.
    """
    after = dict(zip(circle, [*circle[1:], *circle[:1]], strict=True))
    return {code: after[member] for code, member in held.items()}


def seated(people: Sequence[int], together: int) -> list[list[int]]:
    """Return who sits with whom where ``together`` share a table; everybody sits at exactly one.

    Tables of twice as many come about by joining two tables; a table that is left over stays as it is where it has
    more than half of its places, else it joins the smallest. So every table is made of whole ones of the step before.
    """
    if together < 1:
        raise ValueError("nobody sits together")
    if together % 2:
        return _dealt_out(people, together)
    halves = seated(people, together // 2)
    tables = [halves[place] + halves[place + 1] for place in range(0, len(halves) - 1, 2)]
    if len(halves) % 2:
        over = halves[-1]
        if 2 * len(over) > together or not tables:
            tables.append(over)
        else:
            smallest = min(range(len(tables)), key=lambda place: (len(tables[place]), -place))
            tables[smallest] = tables[smallest] + over
    return tables


def _dealt_out(people: Sequence[int], together: int) -> list[list[int]]:
    """Tables of an odd number: as even as can be, none of fewer unless there are fewer people."""
    count = max(1, len(people) // together)
    size, more = divmod(len(people), count)
    starts = [place * size + min(place, more) for place in range(count + 1)]
    return [list(people[start:end]) for start, end in pairwise(starts) if end > start]
