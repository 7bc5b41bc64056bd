"""What the two want to talk about: added beforehand, ticked off when they meet, carried over where it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.held_pairing import both, running_pairing, still_there
from peerloop.matchmaking.models import Point, Tick
from peerloop.matchmaking.rules import a_line

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def add_point(pairing: Pairing, *, text: str, by: Member) -> Point:
    """Put a point on the agenda of the next meeting; raises ``BadLine``, ``PairingOver``, ``PermissionDenied``."""
    held = running_pairing(pairing, by=by)
    point = Point.objects.create(pairing=held, text=a_line(text), by=by, at=now())
    record("point.added", actor=by, subject=point, about=both(held))
    return point


@transaction.atomic
def tick_point(point: Point, *, by: Member) -> None:
    """The two have talked about it, at the meeting that began last; a second click changes nothing."""
    held = running_pairing(point.pairing, by=by)
    defaults = {"session": _met_last(held), "by": by, "at": now()}
    if Tick.objects.get_or_create(point=still_there(point), defaults=defaults)[1]:
        record("point.ticked", actor=by, subject=point, about=both(held))


@transaction.atomic
def untick_point(point: Point, *, by: Member) -> None:
    """It stands on the agenda of the next meeting again."""
    held = running_pairing(point.pairing, by=by)
    if Tick.objects.filter(point=point).delete()[0]:
        record("point.unticked", actor=by, subject=point, about=both(held))


@transaction.atomic
def remove_point(point: Point, *, by: Member) -> None:
    """Strike it from the agenda."""
    held = running_pairing(point.pairing, by=by)
    point = still_there(point)
    record("point.removed", actor=by, subject=point, about=both(held))
    point.delete()


def _met_last(pairing: Pairing) -> Session | None:
    begun = pairing.sessions.filter(starts_at__lte=now(), cancellation=None)
    return begun.order_by("-starts_at", "-pk").first()
