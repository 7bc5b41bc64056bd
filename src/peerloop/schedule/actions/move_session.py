"""Move a session to another time, with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.actions.places import give_up_places, leading
from peerloop.schedule.actions.promote import promote
from peerloop.schedule.booking import bookable
from peerloop.schedule.models import Move
from peerloop.schedule.rules import instants, is_joined, longest, still_open, unchanged, wall_clock
from peerloop.schedule.words import a_word

if TYPE_CHECKING:
    from datetime import date, time

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def move_session(
    session: Session,
    *,
    by: Member | None,
    local_date: date,
    local_time: time,
    sequence: int,
    word: str = "",
    zone: str = "",
    minutes: int | None = None,
) -> Session:
    """Move the session to a wall time and return it as it stands; its length stays where ``minutes`` are not said.

    ``zone``: whose wall clock is meant, and from then on the session's; its own where not given, so that 09:00
    stays 09:00 across a clock change. ``sequence``: the version that was looked at. Raises ``StaleSequence``
    when that is no longer the one that stands, ``Clash``, ``ValidationError`` by field, ``PermissionDenied``.

    Where colleagues join, those who lead must be free; whoever else has something then loses the place, is invited
    anew and told, and the place passes on.
    """
    stands, members = opened(session, by=by)
    unchanged(stands, sequence)
    still_open(stands, now=now())
    said = a_word(word)
    minutes = stands.minutes if minutes is None else minutes
    zone = zone or stands.zone
    from_at = stands.starts_at
    starts_at, ends_at = instants(local_date, local_time, zone, minutes, now=now(), most=longest(stands.kind))
    must_come = leading(stands) if is_joined(stands) else set(members)
    bookable([members[pk] for pk in members if pk in must_come], starts_at, ends_at, by=by, besides=stands.pk)
    stands.local_date, stands.local_time, stands.zone = local_date, wall_clock(local_time), zone
    stands.starts_at, stands.ends_at, stands.minutes = starts_at, ends_at, minutes
    stands.sequence += 1
    stands.save(update_fields=["local_date", "local_time", "zone", "minutes", "starts_at", "ends_at", "sequence"])
    Move.objects.create(session=stands, by=by, from_at=from_at, to_at=starts_at, word=said)
    lost = give_up_places(stands, [member for pk, member in members.items() if pk not in must_come])
    record("session.moved", actor=by, subject=stands, about=set(members) - lost)
    if is_joined(stands):
        promote(stands)
    return stands
