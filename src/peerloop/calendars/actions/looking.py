"""A member's other calendar is read; only when it takes their time is kept."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.calendars.models import Busy, Calendar
from peerloop.calendars.reading import Hours, fetched, hours_in
from peerloop.calendars.rules import HORIZON, WRITTEN_ANEW, next_look
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.kit.outside import NotFetched

if TYPE_CHECKING:
    from datetime import datetime

AT_A_TIME = 500
TOLD_AFTER = 6
"""So many failures in a row, about a day, and the member hears of it."""


@transaction.atomic
def look_due() -> int:
    """Ask for a look at each calendar whose time has come, the longest due first; return at how many."""
    due = list(Calendar.objects.filter(next_at__lte=now()).order_by("next_at", "pk")[:AT_A_TIME])
    for calendar in due:
        enqueue("calendars.look", {"calendar": calendar.pk}, slot=f"{calendar.pk}:{calendar.next_at.isoformat()}")
    return len(due)


def look(pk: int) -> Calendar | None:
    """Read a calendar and write down when it takes its owner's time; None where it was removed meanwhile.

    Bears being run twice. An address that was given meanwhile is left to its own look.
    """
    calendar = Calendar.objects.select_related("member").filter(pk=pk).first()
    if calendar is None:
        return None
    at = now()
    try:
        raw = fetched(calendar.address)
        digest = hashlib.sha256(f"{calendar.member.time_zone}\n".encode() + raw).hexdigest()
        if calendar.digest == digest and calendar.written_at and at - calendar.written_at < WRITTEN_ANEW:
            return _noted(calendar, at, hours=None, digest=digest)
        hours = hours_in(raw, calendar.member, first=at, last=at + HORIZON)
    except NotFetched as error:
        return _failed(calendar, at, str(error))
    return _noted(calendar, at, hours=hours, digest=digest)


@transaction.atomic
def forget_past() -> None:
    """Drop the hours that are over."""
    Busy.objects.filter(ends_at__lte=now()).delete()


@transaction.atomic
def _noted(seen: Calendar, at: datetime, *, hours: Hours | None, digest: str) -> Calendar | None:
    """Write what was read, ``hours``: None where nothing has changed since the last time."""
    calendar = _held(seen)
    if calendar is None:
        return None
    recovered = bool(calendar.trouble) or calendar.read_at is None
    calendar.failures, calendar.trouble, calendar.read_at = 0, "", at
    if hours is not None:
        _write(calendar, hours)
        calendar.note, calendar.digest, calendar.written_at = hours.note, digest, at
    _again(calendar, at)
    if recovered:
        record("calendar.read", actor=None, subject=calendar, about=[calendar.member_id])
    return calendar


@transaction.atomic
def _failed(seen: Calendar, at: datetime, words: str) -> Calendar | None:
    """Write why not; what was known of the hours stays. The owner hears of it when it lasts."""
    calendar = _held(seen)
    if calendar is None:
        return None
    calendar.failures = min(calendar.failures + 1, 1000)
    calendar.trouble = words[:300]
    _again(calendar, at)
    if calendar.failures == TOLD_AFTER:
        record("calendar.lost", actor=None, subject=calendar, about=[calendar.member_id])
    return calendar


def _held(seen: Calendar) -> Calendar | None:
    """Return the row under its lock, unless it was removed or leads elsewhere by now."""
    return Calendar.objects.select_for_update().filter(pk=seen.pk, given_at=seen.given_at).first()


def _again(calendar: Calendar, at: datetime) -> None:
    calendar.next_at = next_look(at, failures=calendar.failures, dice=random.Random(f"{calendar.pk} {at}"))  # noqa: S311
    calendar.save()


def _write(calendar: Calendar, hours: Hours) -> None:
    """Write only what has changed: mostly nothing has."""
    stands = {(row.starts_at, row.ends_at): row.pk for row in Busy.objects.filter(member=calendar.member_id)}
    wanted = set(hours.spans)
    Busy.objects.filter(pk__in=[pk for span, pk in stands.items() if span not in wanted]).delete()
    Busy.objects.bulk_create(
        [
            Busy(member_id=calendar.member_id, starts_at=start, ends_at=end)
            for start, end in hours.spans
            if (start, end) not in stands
        ],
        batch_size=500,
    )
