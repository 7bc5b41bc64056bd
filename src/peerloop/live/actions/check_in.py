"""Say that one is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.live.actions.opened import opened
from peerloop.live.models import CheckIn
from peerloop.live.rules import leads, missed_from, on, right_code, signed, taking_part

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def check_in(session: Session, *, by: Member, code: str = "") -> CheckIn:
    """Note that the member is here and return it; a second time is the first.

    ``code``: as it is shown in the room; who leads needs none, and neither does one of two. Where two meet, somebody
    looks a few minutes later whether the other has come. Raises ``ValidationError`` on "code", or where the session is
    not on; ``PermissionDenied`` for who takes no part.
    """
    session = opened(session)
    taking_part(session, by)
    on(session, now=now())
    if not leads(session, by):
        right_code(session, code)
    if there := CheckIn.objects.filter(session=session, member=by).first():
        return there
    came = CheckIn.objects.create(session=session, member=by)
    record("session.checked_in", actor=by, subject=session)
    if signed(session):
        # One look for each hour that it stood at, however often it is moved.
        slot = f"{session.pk}:{session.starts_at.isoformat()}"
        due_at = missed_from(session, came.at)
        enqueue("live.look_for_missing", {"session": session.pk}, due_at=due_at, slot=slot)
    return came
