"""The sessions of a series are made ahead, each through the schedule; a date that clashes does not sink the others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.kit.clock import now
from peerloop.schedule.actions import announce_session, join_session
from peerloop.schedule.models import Participation, Session
from peerloop.series.models import Occurrence, Skip
from peerloop.series.recurrence import all_dates
from peerloop.series.rules import HORIZON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.series.models import Series, Stretch


class Told(NamedTuple):
    """A date that could not be as it was meant to be, and why."""

    date: date
    why: str


def horizon(zone: str) -> date:
    """Return the last local day for which sessions are made today."""
    return (now() + HORIZON).astimezone(ZoneInfo(zone)).date()


def to_come(day: date, at: time, zone: str) -> bool:
    """Whether the date's hour is still ahead."""
    from peerloop.engines.slots import resolve

    return resolve(datetime.combine(day, at), zone) > now()


def make(
    series: Series, stretches: Iterable[Stretch], *, by: Member | None, without: frozenset[date] = frozenset()
) -> list[Told]:
    """Make the sessions of all dates within the horizon that have none yet; return which clashed. Held under its lock.

    ``without``: dates to leave out. A date made, moved or skipped before is left alone, so twice is once.
    """
    there = set(series.occurrences.values_list("date", flat=True))
    told = []
    for day, stretch in all_dates(stretches):
        if day in there or not to_come(day, stretch.local_time, stretch.zone):
            continue
        if day in without:
            Skip.objects.create(occurrence=Occurrence.objects.create(series=series, date=day), by=by)
        elif day <= horizon(stretch.zone):
            occurrence = Occurrence.objects.create(series=series, date=day)
            told += announced(series, stretch, occurrence, by=by)
    return told


def announced(
    series: Series,
    stretch: Stretch,
    occurrence: Occurrence,
    *,
    by: Member | None,
    at: tuple[date, time, str] | None = None,
) -> list[Told]:
    """Announce the date's session and let join who has joined the series; where it clashes the date is skipped.

    ``at``: another day, time and zone than the stretch says.
    """
    day, clock, zone = at or (occurrence.date, stretch.local_time, stretch.zone)
    try:
        with transaction.atomic():
            session = announce_session(
                kind=Session.Kind(series.kind),
                title=stretch.title,
                by=by,
                local_date=day,
                local_time=clock,
                zone=zone,
                minutes=stretch.minutes,
                about=stretch.about,
                skill=series.skill,
                capacity=stretch.capacity,
                place=stretch.place,
                link=stretch.link,
                audience=audience(series),
                teachers=[one for one in (series.lead, series.co_lead) if one],
            )
    except ValidationError as refused:
        Skip.objects.update_or_create(occurrence=occurrence, defaults={"why": Skip.Why.CLASH, "by": None, "at": now()})
        return [Told(occurrence.date, " ".join(refused.messages))]
    occurrence.session = session
    occurrence.save(update_fields=["session"])
    for joining in series.joinings.select_related("member").order_by("at", "pk"):
        joined(session, joining.member)
    return []


def audience(series: Series) -> str:
    """Return whom the sessions are for: office hours have a queue beside them, and nobody joins the hour itself."""
    hours = series.kind == Session.Kind.OFFICE_HOURS
    return Session.Audience.INVITED if hours else Session.Audience.EVERYONE


def joined(session: Session, member: Member) -> str:
    """Let the member join, or wait for a seat; return why not, empty where they did."""
    try:
        with transaction.atomic():
            join_session(session, by=member)
    except PermissionDenied:
        return _("This date is not open to you.")
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def in_name_of(session: Session, member: Member) -> Member | None:
    """Return who changes a date: the member as long as they take part in it, else the house itself.

    Who leads a series may change all of it, also the date that the other one of the two gives alone.
    """
    there = Participation.objects.filter(session=session, member=member).exists()
    return member if there else None


def weeks_filled(series: Series) -> timedelta:
    """Return how far ahead the series has its sessions."""
    made = series.occurrences.filter(session__isnull=False).order_by("-date")
    last = made.values_list("date", flat=True).first()
    return (last - now().date()) if last else timedelta()
