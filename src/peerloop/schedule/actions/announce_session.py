"""Announce a session that colleagues find and join."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.booking import bookable
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Confirmation, Invitation, Participation, Session
from peerloop.schedule.particulars import particulars
from peerloop.schedule.rules import instants, longest, wall_clock
from peerloop.schedule.whereabouts import met, whereabouts
from peerloop.search.actions import index

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time
    from uuid import UUID

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def announce_session(
    *,
    kind: str,
    title: str,
    by: Member | None,
    local_date: date,
    local_time: time,
    zone: str,
    minutes: int,
    about: str = "",
    skill: Skill | None = None,
    capacity: int | None = None,
    place: str = "",
    link: str = "",
    way: str = "",
    audience: str = Session.Audience.EVERYONE,
    teachers: Iterable[Member] = (),
    asked_to_lead: Iterable[Member] = (),
    uid: UUID | None = None,
) -> Session:
    """Announce and return the session; it is booked at once, wall time in ``zone``.

    It is led by ``teachers``, who have agreed, or by ``by`` where none are named; ``asked_to_lead`` are invited to
    lead it, too, and do once they say yes. ``capacity``: places beside theirs, None for as
    many as like. ``way``: how people meet, read off ``place`` and ``link`` where it is not said. ``uid`` is the
    form's: sending it twice announces once. Raises ``Clash`` when one who leads has something then, else
    ``ValidationError`` by field.
    """
    lead = {member.pk for member in teachers} or ({by.pk} if by else set())
    if not lead:
        raise ValidationError({"teachers": _("Somebody has to lead it.")})
    if kind not in Session.Kind.values or audience not in JOINED:
        raise ValidationError({"kind": _("Please choose what kind of session it is.")})
    members = hold_members(lead)
    if uid and (there := Session.objects.filter(uid=uid).first()):
        if by is None or there.arranged_by_id != by.pk:
            raise PermissionDenied
        return there
    said = particulars(title, about, capacity)
    where = whereabouts(place, link)
    way = met(way, where)
    starts_at, ends_at = instants(local_date, local_time, zone, minutes, now=now(), most=longest(kind))
    bookable(list(members.values()), starts_at, ends_at, by=by)
    session = Session.objects.create(
        uid=uid or uuid4(),
        kind=kind,
        audience=audience,
        way=way,
        skill=skill,
        local_date=local_date,
        local_time=wall_clock(local_time),
        zone=zone,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        arranged_by=by,
        **said,
        **where,
    )
    Confirmation.objects.create(session=session, by=by)
    Participation.objects.bulk_create(
        Participation(session=session, member=member, part=Participation.Part.TEACHER) for member in members.values()
    )
    index("session", [session.pk])
    record("session.announced", actor=by, subject=session, about=members)
    asked = [member for member in asked_to_lead if member.pk not in members]
    if asked:
        Invitation.objects.bulk_create(Invitation(session=session, member=one, by=by, to_lead=True) for one in asked)
        record("session.invited", actor=by, subject=session, about=[one.pk for one in asked])
    return session


JOINED = (Session.Audience.INVITED, Session.Audience.EVERYONE)
