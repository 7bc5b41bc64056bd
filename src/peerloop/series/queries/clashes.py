"""What the dates of a series would meet, before it is saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from peerloop.people.models import Absence
from peerloop.schedule.queries import busy
from peerloop.series.recurrence import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member
    from peerloop.series.rules import Terms


class Foreseen(NamedTuple):
    """A date to be: when it begins, what stands against it (empty: nothing), and what the clock does to it."""

    date: date
    starts_at: datetime
    clash: str
    clock: str


def foreseen(terms: Terms, leaders: Sequence[Member], *, besides: frozenset[int] = frozenset()) -> list[Foreseen]:
    """Return the dates of checked terms, each with what its leaders, the reader first, have then; in two queries.

    ``besides``: start instants, as timestamps, of hours that are this series' own.
    """
    from peerloop.engines.slots import resolve

    days = dates(terms)
    moments = [resolve(datetime.combine(day, terms.local_time), terms.zone) for day in days]
    lasts = timedelta(minutes=terms.minutes)
    taken = busy([one.pk for one in leaders], moments[0], moments[-1] + lasts) if moments else []
    hours: dict[int, list[tuple[datetime, datetime]]] = {}
    for member, start, end in taken:
        if int(start.timestamp()) not in besides:
            hours.setdefault(member, []).append((start, end))
    away: dict[int, list[tuple[date, date]]] = {}
    for row in Absence.objects.filter(member__in=leaders):
        away.setdefault(row.member_id, []).append((row.starts_on, row.ends_on))
    return [
        Foreseen(day, at, _against(leaders, hours, away, at, at + lasts), _clock(at, terms))
        for day, at in zip(days, moments, strict=True)
    ]


def _against(
    leaders: Sequence[Member],
    hours: dict[int, list[tuple[datetime, datetime]]],
    away: dict[int, list[tuple[date, date]]],
    start: datetime,
    end: datetime,
) -> str:
    for number, member in enumerate(leaders):
        zone = ZoneInfo(member.time_zone)
        first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        gone = any(begins <= last and ends >= first for begins, ends in away.get(member.pk, []))
        if number == 0 and gone:
            return _("You are away on that day.")
        if gone or any(begins < end and ends > start for begins, ends in hours.get(member.pk, [])):
            if number == 0:
                return _("You already have something at that time.")
            return _("%(name)s is not free at that time.") % {"name": member.name}
    return ""


def _clock(at: datetime, terms: Terms) -> str:
    """Say where the clock is changed on that day, at that hour."""
    wall = at.astimezone(ZoneInfo(terms.zone)).time().replace(tzinfo=None)
    if wall != terms.local_time:
        words = _("The clock is put forward that night: it begins at %(time)s.")
        return words % {"time": wall.strftime("%H:%M")}
    local = at.astimezone(ZoneInfo(terms.zone))
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return _("This hour comes twice that night: it is the first of the two.")
    return ""
