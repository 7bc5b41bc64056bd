"""What is counted of a programme, and what of it is told: see ``rules.at_least``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef

from peerloop.loops.models import Loop
from peerloop.programmes.models import Figure, Objective, Obstacle, Participant
from peerloop.programmes.queries.audience import audience
from peerloop.programmes.rules import BY_HAND, at_least
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from peerloop.programmes.models import Programme

OBSTACLE = "obstacle:"


def figures_now(programme: Programme) -> dict[str, int]:
    """Return by what is counted how many are told of, each at least five; "participants" also where there are fewer.

    Counted are those who take part, from the day on which they joined and the programme began; of whom it is for, five
    stay untold, or "at least five" of a team of five would tell its manager of each of them.
    """
    people = Participant.objects.filter(programme=programme, member__departed_at=None).count()
    could = audience([programme.pk]).count()
    told = {"participants": at_least(people, of=max(could, people))}
    seats = _seats(programme)
    if met := at_least(seats.values("member").distinct().count(), of=people):
        told |= {"met": met, "sessions": at_least(seats.values("session").distinct().count())}
    loops = _closed(programme)
    if at_least(loops.values("learner").distinct().count(), of=people):
        told["loops"] = at_least(loops.count())
    said = Obstacle.objects.filter(programme=programme, member__departed_at=None).values_list("kind")
    told |= {f"{OBSTACLE}{kind}": at_least(count, of=could) for kind, count in said.annotate(Count("pk")).order_by()}
    return {what: least for what, least in told.items() if least or what == "participants"}


def _seats(programme: Programme) -> QuerySet[Participation]:
    """Who of them sat in which session that took place, with somebody else."""
    joined = Participant.objects.filter(
        programme=programme, member=OuterRef("member"), at__lte=OuterRef("session__starts_at")
    )
    others = Participation.objects.filter(session=OuterRef("session")).exclude(member=OuterRef("member"))
    held = Participation.objects.filter(
        session__record__isnull=False, session__cancellation=None, session__starts_at__gte=_start(programme)
    )
    return held.filter(Exists(joined), Exists(others), member__departed_at=None)


def _closed(programme: Programme) -> QuerySet[Loop]:
    """The loops of theirs that came full circle."""
    joined = Participant.objects.filter(
        programme=programme, member=OuterRef("learner"), at__lte=OuterRef("reflection__at")
    )
    closed = Loop.objects.filter(reflection__at__gte=_start(programme), learner__departed_at=None)
    return closed.filter(Exists(joined))


def _start(programme: Programme) -> datetime:
    return datetime.combine(programme.starts_on, time(), UTC)


def published(programme: Programme) -> dict[str, int]:
    """Return the figures that were published last; empty before the first Monday."""
    rows = list(Figure.objects.filter(programme=programme).order_by("-week", "pk").values_list("week", "what", "least"))
    return {what: least for week, what, least in rows if week == rows[0][0]}


def published_on(programme: Programme) -> date | None:
    """Return when figures were published last."""
    return Figure.objects.filter(programme=programme).order_by("-week").values_list("week", flat=True).first()


@dataclass(frozen=True)
class Standing:
    """How far an objective is. ``counted``: the value stands for "at least so many"; ``share``: 0 to 100 of the way."""

    objective: Objective
    value: Decimal | int | None
    on: date | None
    source: str
    counted: bool
    share: int | None


def standings(programme: Programme) -> list[Standing]:
    """Return its objectives in order, each with where it stands, in three queries."""
    told, on = published(programme), published_on(programme)
    rows = Objective.objects.filter(programme=programme).prefetch_related("amounts")
    return [_standing(row, told, on) for row in rows]


def _standing(row: Objective, told: dict[str, int], on: date | None) -> Standing:
    if row.measured != BY_HAND:
        value: int | None = told.get(row.measured, 0) if on else None
        return Standing(row, value, on, "", counted=True, share=share(0, row.target, value))
    amounts = list(row.amounts.all())
    if amounts:
        last = amounts[-1]
        return Standing(
            row, last.value, last.on, last.source, counted=False, share=share(row.baseline, row.target, last.value)
        )
    return Standing(row, None, None, "", counted=False, share=None)


def share(baseline: Decimal | int | None, target: Decimal, value: Decimal | int | None) -> int | None:
    """Return how many hundredths of the way from the baseline to the target are gone, 0 to 100, either direction."""
    if value is None or baseline is None or baseline == target:
        return None
    gone = (value - baseline) * 100 / (target - baseline)
    return max(0, min(100, int(gone)))
