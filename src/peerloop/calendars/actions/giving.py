"""A member says where their other hours can be read, or takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.calendars.models import Busy, Calendar
from peerloop.calendars.rules import checked
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def give_calendar(member: Member, *, address: str) -> Calendar:
    """Read the member's hours from there, soon and again and again; what another address said is forgotten.

    Raises ``ValidationError`` by the field for an address that is never asked, ``PermissionDenied`` for who has left.
    """
    if member.departed_at is not None:
        raise PermissionDenied
    fresh = {"address": checked(address), "given_at": now(), "next_at": now(), "read_at": None, "written_at": None,
             "digest": "", "failures": 0, "trouble": "", "note": ""}  # fmt: skip
    calendar, _new = Calendar.objects.update_or_create(member=member, defaults=fresh)
    Busy.objects.filter(member=member).delete()
    record("calendar.given", actor=member, subject=calendar, about=[member.pk])
    _soon(calendar)
    return calendar


@transaction.atomic
def ask_look(calendar: Calendar) -> None:
    """Let the worker look now; once a minute is enough."""
    record("calendar.asked", actor=calendar.member, subject=calendar, about=[calendar.member_id])
    _soon(calendar)


@transaction.atomic
def remove_calendar(member: Member) -> None:
    """Forget the address and everything that was read there; nothing happens where there is none."""
    for calendar in Calendar.objects.select_for_update().filter(member=member):
        record("calendar.removed", actor=member, subject=calendar, about=[member.pk])
        calendar.delete()
    Busy.objects.filter(member=member).delete()


def _soon(calendar: Calendar) -> None:
    given, minute = calendar.given_at.isoformat(), f"{now():%Y-%m-%dT%H:%M}"
    enqueue("calendars.look", {"calendar": calendar.pk}, slot=f"{calendar.pk}:{given}:{minute}")
