"""What an organiser may be told of a run: in fives, over the needs of the last weekly close, never about single people.

Reasons: ``docs/decisions/0009-counts-of-a-run-in-fives.md``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peerloop.matchmaking.rules import FEW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.matchmaking.models import Run

MANY = 3
"""Teachers who take so many learners and more are counted together."""


@dataclass(frozen=True)
class Share:
    """How much of a whole, in whole per cent; ``few``: fewer than five stand on that side ("of" it, or of the "rest").

    ``percent`` is None where a side is too small, or where nothing is known.
    """

    percent: int | None
    few: str = ""


@dataclass(frozen=True)
class Told:
    """The figures of a run as they may be read; ``None`` stands for one to four people, who are never counted.

    ``load``: how many teachers have one, two, ``MANY`` or more learners. ``most``: nobody has more. ``gap``: no other
    choice does better by more than that many per cent. ``price``: what serving everyone first costs at most, in per
    cent of the points, and ``gained``: how many learners more it serves; None where that was not computed.
    """

    needs: int | None
    learners: int | None
    served: int | None
    met: int | None
    all_served: bool
    nearly_all: bool
    most_served: bool
    across: Share
    same_place: Share
    new: Share
    load: tuple[int | None, ...]
    most: int | None
    gap: float
    price: float | None
    gained: int | None
    kept: int | None
    ended: int | None
    moved: int | None
    again: bool
    seconds: float


def in_fives(count: int) -> int | None:
    """Return a count of people rounded down to fives; None for one to four."""
    return None if 0 < count < FEW else count - count % FEW


def told(run: Run) -> Told | None:
    """Return what may be told of a run; None where it reached nothing that is there to tell."""
    figures = run.figures
    if not figures:
        return None
    counted: Mapping[str, Any] = figures.get("counted") or figures  # before there were closes, everything counted
    learners, served = counted["learners"], counted["served"]
    few_left = 0 < learners - served < FEW
    price, gained = _price(figures)
    stood = counted.get("stood", 0)
    moved = stood - counted.get("kept", 0) - counted.get("ended", 0)
    return Told(
        needs=in_fives(counted["needs"]),
        learners=in_fives(learners),
        served=None if few_left else in_fives(served),
        met=in_fives(counted.get("met", served)),
        all_served=served == learners,
        nearly_all=few_left and served >= FEW,
        most_served=figures["served"] == figures["servable"],
        across=share(counted.get("across", 0), counted.get("within", 0)),
        same_place=share(counted.get("same_place", 0), counted.get("elsewhere", 0)),
        new=share(counted.get("new", 0), counted.get("met", 0) - counted.get("new", 0)),
        load=load_in_fives(counted.get("load", {})),
        most=max(map(int, counted["load"])) if counted.get("teachers", 0) >= FEW else None,
        gap=per_cent(figures["bound"] - figures["score"], figures["bound"]),
        price=price,
        gained=gained,
        kept=in_fives(counted.get("kept", 0)),
        ended=in_fives(counted.get("ended", 0)),
        moved=in_fives(moved),
        again=run.around_id is not None,
        seconds=figures["seconds"],
    )


def share(part: int, rest: int) -> Share:
    """Return ``part`` of ``part + rest``: of what is told of both in fives, so that it tells no more than they do."""
    of, left = in_fives(part), in_fives(rest)
    if of is None or left is None:
        few = "both" if of is None and left is None else "of" if of is None else "rest"
        return Share(None, few)
    return Share(round(100 * of / (of + left))) if of + left else Share(None)


def per_cent(part: int, whole: int) -> float:
    """Return a share in per cent, rounded up to a tenth, so that "not more than" stays true."""
    return math.ceil(1000 * part / whole) / 10 if whole else 0.0


def _price(figures: Mapping[str, Any]) -> tuple[float | None, int | None]:
    bound, served = figures.get("unruled_bound"), figures.get("unruled_served")
    if bound is None or served is None:
        return None, None
    return per_cent(max(bound - figures["score"], 0), bound), in_fives(max(figures["served"] - served, 0))


def load_in_fives(load: Mapping[Any, int]) -> tuple[int | None, ...]:
    """Return how many teachers have one, two, ``MANY`` or more learners; ``load``: how many, by learners."""
    counts = [0] * MANY
    for taken, teachers in load.items():
        counts[min(int(taken), MANY) - 1] += teachers
    return tuple(in_fives(count) for count in counts)
