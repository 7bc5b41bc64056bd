"""The two of a pairing meet again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.hours import MINUTES, free_then, shared_hours
from peerloop.matchmaking.models import Meeting, Pairing
from peerloop.matchmaking.rules import HourTaken, must, must_run, takes_part
from peerloop.schedule.actions import confirm_session, hold_session
from peerloop.schedule.locks import hold_members
from peerloop.schedule.rules import Clash
from peerloop.times.rules import sayable

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

SOONEST = timedelta(hours=2)
"""Two who know each other may meet sooner than two who do not."""


@transaction.atomic
def book_next(pairing: Pairing, *, starts_at: datetime, by: Member) -> Session:
    """Book the pairing's next half-hour at once; the other gets the invitation and may move or cancel it.

    The same hour twice (a double click) is one session. Raises ``HourTaken`` with the next hour that both have,
    ``PairingOver``, and ``PermissionDenied`` for who does not take part.
    """
    must(takes_part(by, pairing))
    hold_members((pairing.learner_id, pairing.teacher_id))
    pairing = Pairing.objects.select_related("learner", "teacher", "skill", "ending").get(pk=pairing.pk)
    must_run(pairing)
    again = pairing.sessions.filter(starts_at=starts_at, cancellation=None).first()
    if again is not None:
        return again
    session = _booked(pairing, starts_at, by)
    Meeting.objects.create(pairing=pairing, session=session)
    record("pairing.continued", actor=by, subject=pairing, about=[pairing.learner_id, pairing.teacher_id])
    return session


def _booked(pairing: Pairing, starts_at: datetime, by: Member) -> Session:
    learner, teacher = pairing.learner, pairing.teacher
    local = starts_at.astimezone(ZoneInfo(by.time_zone))
    if starts_at > now() and sayable(starts_at, by.time_zone) and free_then(learner, teacher, starts_at):
        try:
            session = hold_session(
                by=by,
                learner=learner,
                teacher=teacher,
                skill=pairing.skill,
                local_date=local.date(),
                local_time=local.time(),
                zone=by.time_zone,
                minutes=MINUTES,
            )
            return confirm_session(session, by=by)
        except (Clash, ValidationError):
            pass
    [hours] = shared_hours(learner, [teacher], after=now() + SOONEST)
    raise HourTaken(_("This hour has been taken in the meantime."), instead=hours[0] if hours else None)
