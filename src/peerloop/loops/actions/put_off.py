"""The day came too soon: the learner chooses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Reminder
from peerloop.loops.rules import a_day_to_come, after, as_learner, once, still_open, today_of

if TYPE_CHECKING:
    from datetime import date

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def put_off(loop: Loop, *, by: Member, by_when: date) -> Loop:
    """Move the day of the intention and return the loop; it will be asked about once more.

    Raises ``ValidationError`` on "by_when", or where it is applied already or the loop has ended;
    ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    still_open(loop)
    after(loop, "intention")
    once(loop, "application")
    loop.intention.by_when = a_day_to_come(by_when, today=today_of(by, now()))
    loop.intention.save(update_fields=["by_when"])
    Reminder.objects.filter(loop=loop).delete()
    record("loop.postponed", actor=by, subject=loop, about=both(loop))
    return loop
