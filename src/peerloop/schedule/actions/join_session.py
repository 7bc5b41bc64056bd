"""Take a place in a session, or wait for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import STATES, hold_session_row
from peerloop.schedule.actions.promote import promote
from peerloop.schedule.booking import bookable
from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Invitation, Participation, Session, Waiting
from peerloop.schedule.queries import places_left, sessions_seen_by
from peerloop.schedule.rules import Full, part_for, still_open
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def join_session(session: Session, *, by: Member, wait: bool = True) -> Participation | Waiting:
    """Take a place and return it, or where none is left the place on the waiting list; twice is once.

    Who is asked to lead does so from now on, beside the places. ``wait``: whether to wait where it is full, else
    ``Full`` is raised. Raises ``PermissionDenied`` for who may not see the session or was not asked, ``Clash`` for who
    has something else then, ``ValidationError`` for one that is cancelled or over.
    """
    if session.audience == Session.Audience.MADE_FOR or not sessions_seen_by(by).filter(pk=session.pk).exists():
        raise PermissionDenied
    hold_session_row(session)
    queue = list(Waiting.objects.filter(session=session).values_list("member", flat=True))
    members = hold_members([*queue, by.pk])
    stands = Session.objects.select_related(*STATES).get(pk=session.pk)
    there = Participation.objects.filter(session=stands, member=by).first()
    if there is not None:
        return there
    still_open(stands, now=now())
    if queue:
        promote(stands)
    waits = Waiting.objects.filter(session=stands, member=by).first()
    if waits is not None:
        return waits
    there = Participation.objects.filter(session=stands, member=by).first()
    if there is not None:
        return there
    bookable([members[by.pk]], stands.starts_at, stands.ends_at, by=by, besides=stands.pk)
    to_lead = Invitation.objects.filter(session=stands, member=by, to_lead=True, answer="").exists()
    if not to_lead and places_left(stands) == 0:
        if not wait:
            raise Full
        waits = Waiting.objects.create(session=stands, member=by, at=now())
        _answered(stands, by)
        record("session.waiting", actor=by, subject=stands, about=[by.pk])
        return waits
    part = Participation.Part.TEACHER if to_lead else part_for(stands)
    there = Participation.objects.create(session=stands, member=by, part=part)
    _answered(stands, by)
    if to_lead:
        index("session", [stands.pk])
    record("session.joined", actor=by, subject=stands, about=[by.pk])
    return there


def _answered(session: Session, by: Member) -> None:
    asked = Invitation.objects.filter(session=session, member=by)
    asked.update(answer=Invitation.Answer.YES, answered_at=now())
