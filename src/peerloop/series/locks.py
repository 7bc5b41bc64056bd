"""The one place in which a series is locked: itself, then its coming sessions, then members, always in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Session
from peerloop.series.models import Joining, Occurrence, Series
from peerloop.series.rules import leads

if TYPE_CHECKING:
    from collections.abc import Iterable


def hold_series(series: Series, *, by: Member | None = None, also: Iterable[Member] = ()) -> Series:
    """Lock the series, its sessions to come and everybody in them until the transaction ends; return it fresh.

    All at once and in one order, since what changes many sessions would else wait for who holds the next one.
    ``by``: who changes it, None for the house itself; ``also``: who else is about to come or go. Raises
    ``PermissionDenied`` for a ``by`` who does not lead.
    """
    locked = Series.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "lead", "co_lead", "asked_lead", "skill"
    )
    held = locked.get(pk=series.pk)
    if by is not None and not leads(held, by):
        raise PermissionDenied
    made = Occurrence.objects.filter(series=held).values("session")
    rows = Session.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=made, starts_at__gt=now(), cancellation=None
    )
    sessions = [session.pk for session in rows.order_by("pk")]
    there = Q(pk__in=Session.objects.filter(pk__in=sessions).values("participations__member"))
    there |= Q(pk__in=Session.objects.filter(pk__in=sessions).values("waiting__member"))
    there |= Q(pk__in=Joining.objects.filter(series=held).values("member"))
    known = [one for one in (held.lead_id, held.co_lead_id, *(member.pk for member in also)) if one]
    hold_members([*Member.objects.filter(there).values_list("pk", flat=True), *known])
    return held
