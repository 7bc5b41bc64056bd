"""What people want to learn, beside what colleagues can help with: a picture and its table, in counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens
from peerloop.skills.queries import supply_and_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from peerloop.skills.queries import Supply

DRAWN = 24
SMALL = 2
"""How long the stub is that stands for one to four people, in people."""
ROW, SIDE, NAMES, TOP = 28, 260, 200, 36
WIDTH = 2 * SIDE + NAMES


@dataclass(frozen=True)
class Bars:
    """A skill's row in the picture: where its two bars stand, in the picture's own units; ``None`` counts are few."""

    supply: Supply
    y: int
    wanted: int
    offered: int

    @property
    def wanted_x(self) -> int:
        """Where the bar of those who want it begins; it grows towards the start."""
        return SIDE - self.wanted

    @property
    def middle(self) -> int:
        """Where the words of the row stand."""
        return self.y + ROW // 2


@dataclass(frozen=True)
class Picture:
    """The picture's rows and its measures."""

    rows: list[Bars]
    width: int
    height: int
    side: int
    centre: int
    right: int


@opens("demand", "see")
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    """Show the most wanted and the most offered skills as bars, and all of them as a table."""
    supply = supply_and_demand()
    wide = [row for row in supply if (row.wanted or 0) + (row.offered or 0)]
    page = {"picture": draw(wide[:DRAWN]), "table": supply, "more": max(0, len(wide) - DRAWN)}
    return render(request, "organise/demand.html", page)


def draw(supply: Sequence[Supply]) -> Picture:
    """Return the picture of these skills, both sides to one scale."""
    most = max([SMALL, *(row.wanted or 0 for row in supply), *(row.offered or 0 for row in supply)])

    def length(count: int | None) -> int:
        return round((SMALL if count is None else count) * (SIDE - 56) / most)

    rows = [Bars(row, TOP + place * ROW, length(row.wanted), length(row.offered)) for place, row in enumerate(supply)]
    return Picture(rows, WIDTH, TOP + len(rows) * ROW, SIDE, SIDE + NAMES // 2, SIDE + NAMES)
