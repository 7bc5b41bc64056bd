"""The one place in which members are locked for booking, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterable


def hold_members(ids: Iterable[int]) -> dict[int, Member]:
    """Lock the members' rows until the transaction ends and return them fresh, by id.

    In the order of their ids, so that two bookings never wait for each other; without hindering foreign keys
    to them. On SQLite the transaction itself is the lock (IMMEDIATE).
    """
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {member.pk: member for member in rows}
