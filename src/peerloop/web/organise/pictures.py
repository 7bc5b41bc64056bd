"""Supply and demand as pictures, in the picture's own units: bars for a close, lines over the weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.skills.queries import Supply, Week

LEAST = 10
"""The longest bar stands for no fewer than this, so that five people never look like many."""
ROW, SIDE, NAMES, TOP = 28, 260, 200, 36
TALL_ROW, TALL_TOP, TALL_WIDTH, TALL_ROOM = 62, 8, 340, 44
EDGE = 4


@dataclass(frozen=True)
class Bars:
    """A skill's two bars: how long each is, and from where down they stand."""

    supply: Supply
    y: int
    wanted: int
    offered: int

    @property
    def wanted_x(self) -> int:
        """Where the bar of those who want it begins in the wide picture; it grows towards the start."""
        return SIDE - self.wanted


@dataclass(frozen=True)
class Picture:
    """Bars to both sides of the skills' names (``wide``), and the same below the names for a narrow screen."""

    wide: list[Bars]
    tall: list[Bars]
    side: int = SIDE
    centre: int = SIDE + NAMES // 2
    right: int = SIDE + NAMES
    width: int = 2 * SIDE + NAMES
    tall_width: int = TALL_WIDTH

    @property
    def height(self) -> int:
        """How high the wide one is."""
        return TOP + len(self.wide) * ROW

    @property
    def tall_height(self) -> int:
        """How high the narrow one is."""
        return TALL_TOP + len(self.tall) * TALL_ROW


def bars(supply: Sequence[Supply]) -> Picture:
    """Return the picture of these skills, all bars to one scale."""
    most = max([LEAST, *(row.wanted or 0 for row in supply), *(row.offered or 0 for row in supply)])

    def rows(top: int, height: int, room: int) -> list[Bars]:
        return [
            Bars(row, top + place * height, (row.wanted or 0) * room // most, (row.offered or 0) * room // most)
            for place, row in enumerate(supply)
        ]

    return Picture(rows(TOP, ROW, SIDE - 56), rows(TALL_TOP, TALL_ROW, TALL_WIDTH - TALL_ROOM))


@dataclass(frozen=True)
class Line:
    """A count over the weeks: strokes where it was told week after week, and the last point that was."""

    strokes: list[str]
    end: tuple[str, str] | None


@dataclass(frozen=True)
class Lines:
    """Both counts of a skill over the weeks, in a picture of ``width`` by ``height``; ``most``: its upper edge."""

    wanted: Line
    offered: Line
    width: int
    height: int
    most: int


def lines(weeks: Sequence[Week], *, width: int = 96, height: int = 28) -> Lines:
    """Return the lines of one skill; weeks in which nothing was told leave a gap."""
    told = [count for week in weeks for count in (week.wanted, week.offered) if count is not None]
    most = max([LEAST, *told])
    step = (width - 2 * EDGE) / max(1, len(weeks) - 1)
    up = (height - 2 * EDGE) / most
    first = width - EDGE - step * (len(weeks) - 1)  # the latest week stands at the end

    def line(counts: Sequence[int | None]) -> Line:
        points = [
            None if count is None else (f"{first + place * step:.1f}", f"{height - EDGE - count * up:.1f}")
            for place, count in enumerate(counts)
        ]
        return Line(_strokes(points), next((point for point in reversed(points) if point), None))

    return Lines(line([week.wanted for week in weeks]), line([week.offered for week in weeks]), width, height, most)


def _strokes(points: Sequence[tuple[str, str] | None]) -> list[str]:
    strokes: list[list[str]] = [[]]
    for point in points:
        if point is None:
            strokes.append([])
        else:
            strokes[-1].append(f"{point[0]},{point[1]}")
    return [" ".join(stroke) for stroke in strokes if len(stroke) > 1]
