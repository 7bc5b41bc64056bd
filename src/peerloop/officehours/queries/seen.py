"""Office hours and visits as far as somebody may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.officehours.models import Joint, OfficeHour, Visit
from peerloop.officehours.rules import BRINGS_BACK, EARLY
from peerloop.people.models import Block, Member
from peerloop.series.models import Occurrence, Stretch
from peerloop.series.queries import series_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.schedule.models import Session


class Listed(NamedTuple):
    """An office hour in a list: what it is about, and its next date; None where none is made."""

    hour: OfficeHour
    host: Member
    stretch: Stretch
    next: Session | None


class Asked(NamedTuple):
    """Somebody may have the same question: what the reader has said, and the other's visit once both said yes."""

    joint: Joint
    mine: bool | None
    other: Visit | None


def hours_seen_by(reader: Member) -> QuerySet[OfficeHour]:
    """Office hours of who is here, less those of somebody blocked either way."""
    seen = series_seen_by(reader)
    return OfficeHour.objects.filter(series__in=seen.values("pk")).select_related("series__lead__team")


def hours_led_by(reader: Member) -> QuerySet[OfficeHour]:
    """The reader's own office hours."""
    return hours_seen_by(reader).filter(series__lead=reader)


@prepared
def hours_on_page(reader: Member, host: Member) -> QuerySet[OfficeHour]:
    """The office hours on the host's page."""
    return hours_seen_by(reader).filter(series__lead=host)


def visits_seen_by(reader: Member) -> QuerySet[Visit]:
    """The reader's own visits, at hours that they see."""
    return Visit.objects.filter(member=reader, hour__in=hours_seen_by(reader).values("pk")).select_related(
        "hour__series__lead", "session__cancellation", "member"
    )


def joints_seen_by(reader: Member) -> QuerySet[Joint]:
    """Where the reader is asked whether to come in together; nothing with somebody blocked either way."""
    blocked = Block.objects.filter(member=reader).values("other")
    blocking = Block.objects.filter(other=reader).values("member")
    apart = Q(one__member__in=blocked) | Q(one__member__in=blocking)
    apart |= Q(two__member__in=blocked) | Q(two__member__in=blocking)
    mine = Q(one__in=visits_seen_by(reader).values("pk")) | Q(two__in=visits_seen_by(reader).values("pk"))
    between = Joint.objects.filter(mine).exclude(apart)
    each = ("member", "session", "hour__series__lead")
    return between.select_related(*(f"{one}__{what}" for one in ("one", "two") for what in each))


def listed(hours: Iterable[OfficeHour], at: datetime | None = None) -> list[Listed]:
    """Return each hour with its words and its next date, in two queries; those without a coming date come last."""
    instant = at or now()
    rows = list(hours)
    if not rows:
        return []
    stretches = {
        stretch.series_id: stretch
        for stretch in Stretch.objects.filter(series__in=[row.series_id for row in rows]).order_by("starts_on")
    }
    coming: dict[int, Session] = {}
    for series, session in _dates([row.series_id for row in rows], instant):
        coming.setdefault(series, session)
    found = [
        Listed(row, row.series.lead, stretches[row.series_id], coming.get(row.series_id))  # type: ignore[arg-type]
        for row in rows
        if row.series_id in stretches
    ]
    return sorted(found, key=lambda one: (one.next is None, one.next.starts_at if one.next else instant, one.hour.pk))


def dates_of(hour: OfficeHour, *, at_most: int = 6) -> list[Session]:
    """Return the dates to which one may still come, in order."""
    return [session for _series, session in _dates([hour.series_id], now())[:at_most]]


@prepared
def waiting_visits(reader: Member) -> QuerySet[Visit]:
    """The reader's visits that are not over."""
    live = visits_seen_by(reader).filter(ended_at=None, session__cancellation=None)
    return live.order_by("session__starts_at", "pk")


def may_come_next_time(visit: Visit) -> bool:
    """Whether the visitor may say that they come next time, and come first."""
    if visit.ended_at is None:
        return visit.called_at is None
    return visit.outcome == Visit.Outcome.NOT_REACHED and now() - visit.ended_at < BRINGS_BACK


def _dates(series: list[int], instant: datetime) -> list[tuple[int, Session]]:
    made = Occurrence.objects.filter(
        series__in=series, session__ends_at__gt=instant, session__cancellation=None
    ).select_related("session")
    return [(one.series_id, one.session) for one in made.order_by("session__starts_at", "pk") if one.session]


def sittings_of(hour: OfficeHour, *, at_most: int = 6) -> list[Session]:
    """Return the dates whose queues the host looks at: the one that is now, or has just ended, and the next ones."""
    return [session for _series, session in _dates([hour.series_id], now() - EARLY)[:at_most]]


def joint_of(visit: Visit) -> Asked | None:
    """Return whether a visitor is asked to come in together with somebody, and who that is once both have agreed."""
    seen = joints_seen_by(visit.member).filter(Q(one=visit) | Q(two=visit)).order_by("-agreed_at", "-pk")
    for joint in seen:
        first = joint.one_id == visit.pk
        mine, other = (joint.one_says, joint.two) if first else (joint.two_says, joint.one)
        if joint.agreed_at is not None and other.outcome != Visit.Outcome.LEFT:
            return Asked(joint, mine, other)
        if joint.agreed_at is None and mine is not False and not (other.called_at or other.ended_at):
            return Asked(joint, mine, None)
    return None
