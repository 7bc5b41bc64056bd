"""A format's minutes laid out over a session of another length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def scaled(minutes: Sequence[int], total: int) -> list[int]:
    """Return whole minutes in the same proportions that add up to ``total``, each at least 1.

    The method of largest remainders: a longer step never becomes the shorter one. Raises ``ValueError`` where there
    are more steps than minutes, or none.
    """
    if not 0 < len(minutes) <= total or min(minutes) < 1:
        raise ValueError("fewer minutes than steps")
    few = {place for place, each in enumerate(minutes) if each * total < sum(minutes)}
    while True:  # what would have less than a minute has one, and the others share the rest
        whole = sum(each for place, each in enumerate(minutes) if place not in few)
        rest = total - len(few)
        more = {p for p, each in enumerate(minutes) if p not in few and each * rest < whole}
        if not more:
            break
        few |= more
    shares = [(1, 0) if place in few else divmod(each * rest, whole) for place, each in enumerate(minutes)]
    result = [full for full, _remainder in shares]
    by_remainder = sorted(range(len(minutes)), key=lambda place: (-shares[place][1], -minutes[place], place))
    for place in by_remainder[: total - sum(result)]:
        result[place] += 1
    return result
