"""The results of a survey as they were told at its close: ranked gaps, options, words. Nothing looks at answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.kit.clock import now
from peerloop.pulse.masking import WHOLE
from peerloop.pulse.models import Answer, Asked, Count, Told
from peerloop.pulse.questions import asked_in, options_of
from peerloop.skills.models import Level, Pace
from peerloop.skills.queries import Supply
from peerloop.skills.telling import SMALLEST

if TYPE_CHECKING:
    from peerloop.pulse.models import Survey
    from peerloop.pulse.questions import Question


@dataclass(frozen=True)
class Gap:
    """A skill that is wanted: at least how many want it, and how many could help when the survey closed.

    ``levels``, ``paces``: at least how many said which; ``cells``: at least how many want it there. What is not told
    is not in them.
    """

    supply: Supply
    levels: dict[str, int] = field(default_factory=dict)
    paces: dict[str, int] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)

    @property
    def level(self) -> str:
        """To which level most want it, of those told of; empty where it is not told."""
        most = max(self.levels, key=lambda one: self.levels[one], default="")
        return str(Level(int(most)).label) if most else ""

    @property
    def pace(self) -> str:
        """At which pace most want it."""
        most = max(self.paces, key=lambda one: self.paces[one], default="")
        return str(Pace(most).label) if most else ""

    @property
    def size(self) -> int:
        """How many more want it than could help; of few who could, none is told of."""
        return (self.supply.wanted or 0) - (self.supply.offered or 0)


@dataclass(frozen=True)
class Options:
    """A question's options with at least how many gave each, None where it is not told; and the same by cell."""

    question: Question
    rows: list[tuple[str, int | None, dict[str, int]]]

    def of(self, cell: str) -> tuple[str, list[tuple[str, int | None]]]:
        """Return the question's name, and its options with the counts of one cell, or of all for ``WHOLE``."""
        return str(self.question.names), [
            (words, whole if cell == WHOLE else cells.get(cell)) for words, whole, cells in self.rows
        ]


@dataclass(frozen=True)
class Results:
    """All that is told of a survey. ``cells``: the names of those of which something is, with how many answered."""

    gaps: list[Gap]
    options: list[Options]
    words: list[str] | None
    cells: dict[str, int]


def results(survey: Survey) -> Results:
    """Return what was told of the survey at its close, in two queries and those for the formats."""
    rows = list(Count.objects.filter(survey=survey).select_related("skill").order_by("pk"))
    cells = {row.cell: row.count for row in rows if row.question == "answered" and row.cell != WHOLE}
    asked = asked_in(survey.asks)
    words = [one.words for one in Told.objects.filter(survey=survey).order_by("pk")]
    return Results(
        gaps=_gaps([row for row in rows if row.question == "skills"]),
        options=[_options(one, rows) for one in asked if one.how in {"several", "one"}],
        words=words if "words" in survey.asks else None,
        cells=dict(sorted(cells.items())),
    )


def answered_so_far(survey: Survey) -> int | None:
    """Return at least how many had answered by last midnight, in fives; None for fewer than five.

    As of midnight, so that nobody sees the number move as a colleague sends an answer.
    """
    midnight = datetime.combine(now().astimezone(ZoneInfo("UTC")).date(), time(), tzinfo=ZoneInfo("UTC"))
    count = Answer.objects.filter(survey=survey, first_at__lt=midnight).count()
    return count // SMALLEST * SMALLEST or None


def asked_count(survey: Survey) -> int:
    """Return how many are asked."""
    return Asked.objects.filter(survey=survey).count()


def _gaps(rows: list[Count]) -> list[Gap]:
    """Return the skills, the widest gap first: those that nobody can help with before others as wide."""
    found: dict[int, Gap] = {}
    for row in rows:
        if row.skill is not None and row.cell == WHOLE and not row.option:
            supply = Supply(row.skill.pk, row.skill.name, row.count, row.offered, None, None)
            found[row.skill.pk] = Gap(supply)
    for row in rows:
        gap = found.get(row.skill_id or 0)
        if gap is None:
            continue
        kind, _dash, value = row.option.partition("-")
        if row.cell != WHOLE:
            gap.cells[row.cell] = row.count
        elif kind in {"level", "pace"}:
            (gap.levels if kind == "level" else gap.paces)[value] = row.count
    return sorted(found.values(), key=lambda one: (-one.size, one.supply.offered != 0, one.supply.name))


def _options(question: Question, rows: list[Count]) -> Options:
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row.question == question.code:
            told[row.option][row.cell] = row.count
    named = dict(options_of(question))
    named |= {code: code for code in told if code not in named}
    lines = [
        (words, told[code].get(WHOLE), {c: n for c, n in told[code].items() if c}) for code, words in named.items()
    ]
    return Options(question, sorted(lines, key=lambda line: -(line[1] or 0)) if question.how == "several" else lines)
