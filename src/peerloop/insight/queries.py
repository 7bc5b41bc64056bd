"""How a programme is doing, and what a sponsor reads; of nobody, and of no fewer than five."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet

from peerloop.insight.models import Evidence, Means
from peerloop.insight.rules import Step, next_steps
from peerloop.kit.clock import now
from peerloop.programmes.models import Amount, Figure, Objective, Obstacle, Programme
from peerloop.programmes.queries import OBSTACLE, programmes_run_by, published, published_on
from peerloop.programmes.rules import BY_HAND

if TYPE_CHECKING:
    from peerloop.people.models import Member

WEEKS = 26
COUNTED = ("participants", "met", "sessions", "loops")


@dataclass(frozen=True)
class Week:
    """What was published on a day; 0 stands for "fewer than five, or nothing"."""

    on: date
    participants: int
    met: int
    sessions: int
    loops: int


@dataclass(frozen=True)
class Health:
    """How a programme is doing: its latest figures, those of the weeks before, obstacles by kind, what to do next."""

    on: date | None
    weeks: list[Week]
    obstacles: list[tuple[str, int]]
    steps: list[Step]

    @property
    def now(self) -> Week | None:
        """The latest figures."""
        return self.weeks[-1] if self.weeks else None


@dataclass(frozen=True)
class Cost:
    """What it costs in one currency, from ``least`` to ``most``."""

    currency: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True)
class Hours:
    """Working hours that it takes: for each a week, for all over its whole time; ``people``: of how many."""

    each_a_week: Decimal
    people: int
    weeks: int
    altogether: int


def healths_seen_by(reader: Member) -> QuerySet[Programme]:
    """The programmes of which the reader may know how they are doing: those they run; for analysts all ever open."""
    if reader.departed_at is not None:
        return Programme.objects.none()
    if "analyst" in reader.roles:
        return Programme.objects.filter(Q(pk__in=programmes_run_by(reader)) | Q(opening__isnull=False))
    return programmes_run_by(reader)


def packs_seen_by(reader: Member) -> QuerySet[Programme]:
    """The programmes whose sponsor pack the reader may read: those they run or back."""
    if reader.departed_at is not None:
        return Programme.objects.none()
    return Programme.objects.filter(Q(pk__in=programmes_run_by(reader)) | Q(sponsor=reader))


def health(programme: Programme) -> Health:
    """Return how it is doing, from what has been published and nothing else."""
    told = published(programme)
    obstacles = [(kind, told.get(f"{OBSTACLE}{kind}", 0)) for kind in Obstacle.Kind.values]
    return Health(
        on=published_on(programme),
        weeks=weeks_of(programme),
        obstacles=sorted(((kind, least) for kind, least in obstacles if least), key=lambda one: -one[1]),
        steps=steps_of(programme, told),
    )


def steps_of(programme: Programme, told: dict[str, int]) -> list[Step]:
    """Return what is worth doing next; the programme's opening and closing are at hand."""
    by_hand = Objective.objects.filter(programme=programme, measured=BY_HAND)
    written = Amount.objects.filter(objective__in=by_hand).aggregate(last=Max("on"))["last"]
    on = (written or date.min) if by_hand.exists() else None
    invited = programme.call_outs.exists()
    return next_steps(programme, told, now().date(), invited=invited, written_on=on)


def weeks_of(programme: Programme) -> list[Week]:
    """Return what was published in the last half-year, the oldest first."""
    found: dict[date, dict[str, int]] = {}
    since = now().date() - timedelta(weeks=WEEKS)
    last = published_on(programme)
    rows = Figure.objects.filter(programme=programme, what__in=COUNTED, week__gte=min(since, last) if last else since)
    for week, what, least in rows.order_by("week", "pk").values_list("week", "what", "least"):
        found.setdefault(week, dict.fromkeys(COUNTED, 0))[what] = least
    return [Week(week, **told) for week, told in found.items()]


def evidence_of(programme: Programme) -> list[Evidence]:
    """Return what speaks for it."""
    return list(Evidence.objects.filter(programme=programme))


def means_of(programme: Programme) -> list[Means]:
    """Return what it takes."""
    return list(Means.objects.filter(programme=programme))


def costs(means: list[Means]) -> list[Cost]:
    """Return what all of it costs, for each currency; those by the first letter first."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for one in means:
        if one.least is not None and one.most is not None:
            least, most = sums.get(one.currency, (Decimal(0), Decimal(0)))
            sums[one.currency] = (least + one.least, most + one.most)
    return [Cost(currency, *sums[currency]) for currency in sorted(sums)]


def hours_of(programme: Programme) -> Hours | None:
    """Return the working hours that it takes where as many take part as it aims at; None where that is not said."""
    aim = Objective.objects.filter(programme=programme, measured=Objective.Measured.PARTICIPANTS).first()
    if aim is None or not programme.allowance or programme.ends_on is None:
        return None
    weeks = ceil(((programme.ends_on - programme.starts_on).days + 1) / 7)
    each = Decimal(programme.allowance) / 60
    return Hours(each, int(aim.target), weeks, int(each * int(aim.target) * weeks))


def evidence_run_by(member: Member) -> QuerySet[Evidence]:
    """What the member may take off a pack."""
    return Evidence.objects.filter(programme__in=programmes_run_by(member)).select_related("programme")


def means_run_by(member: Member) -> QuerySet[Means]:
    """What the member may take off a pack."""
    return Means.objects.filter(programme__in=programmes_run_by(member)).select_related("programme")
