"""Keep an hour for two or more members until it is confirmed or given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.booking import bookable
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import instants, take_part, wall_clock
from peerloop.schedule.whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def hold_meeting(
    parts: Mapping[int, Participation.Part],
    *,
    kind: Session.Kind,
    by: Member | None,
    local_date: date,
    local_time: time,
    zone: str,
    skill: Skill | None = None,
    minutes: int = 30,
    place: str = "",
    link: str = "",
) -> Session:
    """Hold the hour for the members, ``parts`` by their ids, and return the session; wall time in ``zone``.

    ``by``: one of them, or None for the house itself. Raises ``Clash`` when one of them has something then,
    ``ValidationError`` when the time or a member will not do, ``PermissionDenied`` for anybody else.
    """
    take_part(by, parts)
    if len(parts) < 2:
        raise ValidationError(_("A session takes two."))
    starts_at, ends_at = instants(local_date, local_time, zone, minutes, now=now())
    where = whereabouts(place, link)
    members = hold_members(parts)
    bookable([members[pk] for pk in parts], starts_at, ends_at, by=by)
    session = Session.objects.create(
        kind=kind,
        skill=skill,
        local_date=local_date,
        local_time=wall_clock(local_time),
        zone=zone,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        arranged_by=by,
        **where,
    )
    Participation.objects.bulk_create(
        Participation(session=session, member=members[pk], part=part) for pk, part in parts.items()
    )
    record("session.held", actor=by, subject=session, about=members)
    return session
