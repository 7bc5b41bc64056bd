"""The hours at which people can meet, best first; the picture of when they are free; one's own ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Sum

from peerloop.engines.slots import Slots, common, pack
from peerloop.kit.clock import now
from peerloop.schedule.models import Invitation, Participation, Session
from peerloop.schedule.queries import in_full, sessions_seen_by
from peerloop.schedule.rules import may_change
from peerloop.times.models import Borne
from peerloop.times.rules import LATELY, QUARTER, first_come, sayable
from peerloop.times.weeks import Week, free_weeks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from peerloop.people.models import Member

AT_MOST, A_DAY = 6, 2


@dataclass(frozen=True)
class Hour:
    """An hour at which some of those asked about can meet. ``bad``: of each who can, by id, their bad quarter-hours."""

    starts_at: datetime
    ends_at: datetime
    bad: dict[int, int]

    @property
    def present(self) -> frozenset[int]:
        """Who can come."""
        return frozenset(self.bad)

    @property
    def outside(self) -> int:
        """For how many of those it lies, in part at least, outside 08:00 to 18:00."""
        return sum(quarters > 0 for quarters in self.bad.values())


@dataclass(frozen=True)
class Free:
    """When a member is free on a day of the reader's clock: ``quarters[q]`` from the reader's midnight on."""

    member: Member
    quarters: tuple[bool, ...]


def best_hours(
    members: Sequence[Member],
    minutes: int,
    *,
    after: datetime,
    until: datetime,
    zone: str,
    needed: Collection[int] = (),
    borne: Mapping[int, int] | None = None,
    least: int = 2,
    at_most: int = AT_MOST,
    weeks: Sequence[Week] | None = None,
) -> list[Hour]:
    """Return hours of ``minutes`` between ``after`` and ``until`` at which at least ``least`` can meet, best first.

    Most who can come first; then the fewest bad local hours, each weighing more the more its bearer has ``borne``
    beyond the others (by id; nothing where not given); then the earliest. At most two begin on one day of ``zone``,
    at its full or half hour where there are any such. ``needed``: without whom it is no hour, by id. ``weeks``: of
    the same members and span, where they are at hand. Some six queries, however many members.
    """
    if len(members) < least:
        return []
    ledger = {member.pk: (borne or {}).get(member.pk, 0) for member in members}
    must = [place for place, member in enumerate(members) if member.pk in set(needed)]
    found: list[Hour] = []
    rounder: list[Hour] = []
    for week in weeks if weeks is not None else free_weeks(members, after, until, minutes=minutes):
        slots = _slots(week, minutes, must, ledger, least)
        if slots is not None:
            half = [start for start in slots.start.tolist() if _minute(week, start, zone) % 30 == 0]
            rounder += _hours(week, slots, half, members, minutes, zone)
            found += _hours(week, slots, slots.start.tolist(), members, minutes, zone)
    for hours in (rounder, found):
        hours.sort(key=lambda hour: first_come(hour.bad, ledger, hour.starts_at))
    is_round = rounder and len(rounder[0].bad) == len(found[0].bad)
    return _spread(rounder if is_round else found, zone, at_most)


def borne_with(members: Iterable[Member], by: Member | None) -> dict[int, int]:
    """Return by id the bad quarter-hours of each lately, for ordering hours that ``by`` is shown.

    Only those of sessions in which ``by`` takes part as well: ``by`` knows when these are and who is there, so that
    no order tells anything new of anybody. None is the house itself, which shows nobody the others.
    """
    rows = Borne.objects.filter(member__in=[member.pk for member in members], session__starts_at__gte=now() - LATELY)
    if by is not None:
        rows = rows.filter(session__in=Participation.objects.filter(member=by).values("session"))
    return dict(rows.values_list("member").annotate(Sum("quarters")).order_by("member"))


def ledger_of(member: Member) -> QuerySet[Borne]:
    """The member's own bad hours lately and to come, the latest first; nobody else is shown them."""
    rows = Borne.objects.filter(member=member, session__starts_at__gte=now() - LATELY)
    return rows.select_related("session").order_by("-session__starts_at", "pk")


def free_on(day: date, members: Sequence[Member], weeks: Sequence[Week], zone: str) -> list[Free]:
    """Return when each of the members, whose weeks these are, is free on a day of the wall clock of ``zone``."""
    start, end = (datetime.combine(day + timedelta(days=n), time.min, ZoneInfo(zone)) for n in (0, 1))
    free = np.concatenate([week.free for week in weeks], axis=1)
    first, last = ((moment - weeks[0].begins) // QUARTER for moment in (start, end))
    columns = np.arange(first, last)
    inside = (columns >= 0) & (columns < free.shape[1])
    shown = np.zeros((len(members), len(columns)), dtype=bool)
    shown[:, inside] = free[:, columns[inside]]
    return [Free(member, tuple(row)) for member, row in zip(members, shown.tolist(), strict=True)]


def _slots(week: Week, minutes: int, must: list[int], ledger: Mapping[int, int], least: int) -> Slots | None:
    """Return the slots of a week with all who are needed, best first; None where there is no time at all."""
    free = week.free & week.free[must].all(axis=0) if must else week.free
    if not free.any():
        return None
    borne = np.array(list(ledger.values()), dtype=np.int64)
    bits, length = pack(free), -(-minutes // 15)
    return common(bits, members=len(free), least=least, length=length, offset=week.east, borne=borne)


def _hours(
    week: Week, slots: Slots, starts: list[int], members: Sequence[Member], minutes: int, zone: str
) -> list[Hour]:
    """Return those of the slots that begin at ``starts``, as far as they are the best of their day and apart."""
    row = {start: place for place, start in enumerate(slots.start.tolist())}
    taken: list[int] = []
    days: dict[date, int] = {}
    for start in starts:
        moment = week.begins + start * QUARTER
        day = moment.astimezone(ZoneInfo(zone)).date()
        apart = all(abs(start - other) >= slots.length for other in taken)
        if apart and days.get(day, 0) < A_DAY and sayable(moment, zone):
            taken.append(start)
            days[day] = days.get(day, 0) + 1
    ids, long, hours = [member.pk for member in members], timedelta(minutes=minutes), []
    for start in taken:
        there, bad = np.flatnonzero(slots.present[row[start]]), slots.bad[row[start]]
        begins = week.begins + start * QUARTER
        hours.append(Hour(begins, begins + long, {ids[place]: int(bad[place]) for place in there}))
    return hours


def _minute(week: Week, start: int, zone: str) -> int:
    return (week.begins + start * QUARTER).astimezone(ZoneInfo(zone)).minute


def _spread(hours: list[Hour], zone: str, at_most: int) -> list[Hour]:
    """Take the best ones, but not all on one day, and none that begins while a better one is still on."""
    taken: list[Hour] = []
    days: dict[date, int] = {}
    for hour in hours:
        day = hour.starts_at.astimezone(ZoneInfo(zone)).date()
        apart = all(hour.starts_at >= one.ends_at or hour.ends_at <= one.starts_at for one in taken)
        if apart and days.get(day, 0) < A_DAY:
            taken.append(hour)
            days[day] = days.get(day, 0) + 1
        if len(taken) == at_most:
            break
    return taken


def invited_or_there(reader: Member, pk: int) -> tuple[Session | None, set[int]]:
    """Return a session that the reader may move, and who takes part or is invited and has not said no."""
    session = in_full(sessions_seen_by(reader)).filter(pk=pk, cancellation=None, ends_at__gt=now()).first()
    if session is None or not may_change(session, reader):
        return None, set()
    asked = Invitation.objects.filter(session=session).exclude(answer=Invitation.Answer.NO)
    there = {one.member_id for one in session.participations.all()}
    return session, there | set(asked.values_list("member", flat=True))
