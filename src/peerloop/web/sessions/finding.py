"""A session for a view: what the reader may look at, takes part in or leads; anything else is the same 404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from peerloop.schedule.listing import led_by
from peerloop.schedule.queries import for_calendar, sessions_seen_by, taken_part_by

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def find(reader: Member, pk: int) -> Session:
    """Return the session if ``reader`` takes part in it."""
    return get_object_or_404(for_calendar(taken_part_by(reader)), pk=pk)


def find_seen(reader: Member, pk: int) -> Session:
    """Return the session if ``reader`` may look at it."""
    return get_object_or_404(for_calendar(sessions_seen_by(reader)), pk=pk)


def find_to_join(reader: Member, pk: int) -> Session:
    """Return the session if ``reader`` may look at it and it is one that colleagues join."""
    joined = sessions_seen_by(reader).exclude(audience="made_for")
    return get_object_or_404(for_calendar(joined), pk=pk)


def find_led(reader: Member, pk: int) -> Session:
    """Return the session if ``reader`` leads it and colleagues join it."""
    return get_object_or_404(for_calendar(led_by(reader)), pk=pk)
