"""A country has changed its clock: what was agreed by the wall stays where the wall says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Move, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_A_TIME = 2000


def keep_wall_time() -> int:
    """Set the instants of sessions to come anew where the zone's rules have changed since; return how many moved.

    Each is recorded as moved by nobody, so that both are told and their calendars follow. What then overlaps is
    for the two to settle: the law asks nobody.
    """
    return sum(_kept(session) for session in _to_come() if _instant(session) != session.starts_at)


@transaction.atomic
def _kept(session: Session) -> bool:
    stands, members = opened(session, by=None)
    starts_at, from_at = _instant(stands), stands.starts_at
    if hasattr(stands, "cancellation") or starts_at == from_at:
        return False
    stands.starts_at, stands.ends_at = starts_at, starts_at + timedelta(minutes=stands.minutes)
    stands.sequence += 1
    stands.save(update_fields=["starts_at", "ends_at", "sequence"])
    Move.objects.create(session=stands, by=None, from_at=from_at, to_at=starts_at)
    record("session.moved", actor=None, subject=stands, about=members)
    return True


def _to_come() -> Iterator[Session]:
    return Session.objects.filter(starts_at__gt=now(), cancellation=None).order_by("pk").iterator(AT_A_TIME)


def _instant(session: Session) -> datetime:
    from peerloop.engines.slots import resolve

    return resolve(datetime.combine(session.local_date, session.local_time), session.zone)
