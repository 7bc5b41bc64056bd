"""The one place in which members are locked for booking, always in the same order: sessions to join, then members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.schedule.models import Participation, Session, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable


def hold_members(ids: Iterable[int]) -> dict[int, Member]:
    """Lock the members' rows until the transaction ends and return them fresh, by id.

    In the order of their ids, so that two bookings never wait for each other; without hindering foreign keys
    to them. On SQLite the transaction itself is the lock (IMMEDIATE).
    """
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {member.pk: member for member in rows}


def hold_ahead(members: Iterable[int]) -> None:
    """Lock what the members have before them: sessions to join that they come to or wait for, then all who meet there.

    For what changes several sessions at once: taken one by one, each would wait for who holds the next.
    """
    ids = set(members)
    comes = Q(participations__member__in=ids, ends_at__gt=now(), cancellation=None)
    ahead = set(Session.objects.filter(comes | Q(waiting__member__in=ids)).values_list("pk", flat=True))
    joined = Session.objects.filter(pk__in=ahead).exclude(audience=Session.Audience.MADE_FOR)
    list(joined.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    there = [
        table.objects.filter(session__in=ahead).values_list("member", flat=True) for table in (Participation, Waiting)
    ]
    hold_members(ids.union(*there))
