"""A member's own calendar elsewhere; of everybody's only that an hour is taken, for the rooms above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.calendars.models import Busy, Calendar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member


def calendar_of(member: Member) -> Calendar | None:
    """The member's other calendar, if they have given one. Nobody else's is ever shown to anybody."""
    return Calendar.objects.filter(member=member).first()


def hours_known(member: Member, start: datetime) -> int:
    """Return at how many stretches of time from ``start`` on the member is taken, for their own page."""
    return Busy.objects.filter(member=member, ends_at__gt=start).count()


def hours(members: Collection[int], start: datetime, end: datetime) -> QuerySet[Busy, tuple[int, datetime, datetime]]:
    """Return (member, start, end) of every hour that is taken elsewhere and touches the time asked about."""
    return everybodys(start, end).filter(member__in=members)


def busy(member_ids: Iterable[int], start: datetime, end: datetime) -> list[tuple[int, datetime, datetime]]:
    """Return the same of members however they are given, in order; what is booked here comes from the schedule."""
    return list(hours(set(member_ids), start, end).order_by("starts_at", "pk"))


def everybodys(start: datetime, end: datetime) -> QuerySet[Busy, tuple[int, datetime, datetime]]:
    """Return (member, start, end) as ``hours`` does, of everybody who has given a calendar."""
    found = Busy.objects.filter(starts_at__lt=end, ends_at__gt=start)
    return found.values_list("member", "starts_at", "ends_at")


def taken(member_ids: Iterable[int], start: datetime, end: datetime) -> set[int]:
    """Return who of the members is taken elsewhere at some time between ``start`` and ``end``."""
    found = Busy.objects.filter(member__in=set(member_ids), starts_at__lt=end, ends_at__gt=start)
    return set(found.values_list("member", flat=True))
