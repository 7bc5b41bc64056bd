"""The host calls the next one, says who was not there, pauses and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.officehours.locks import hold_hour
from peerloop.officehours.models import Pause, Visit
from peerloop.officehours.queries import queue_of
from peerloop.officehours.rules import Over, hosts, is_open
from peerloop.people.rules import require
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour
    from peerloop.officehours.queries import Queue
    from peerloop.people.models import Member


@transaction.atomic
def call_next(hour: OfficeHour, session: Session, *, by: Member, seen: int, absent: bool = False) -> Queue:
    """End the visit that is in and call the next one, or the next two; return the queue as it stands then.

    ``seen``: who was in when the button was shown, so that pressing it twice calls one. ``absent``: who was in is not
    here. A pause ends with it. Raises ``Over`` outside the hour, ``PermissionDenied`` for anybody but the host.
    """
    stands, queue = _opened(hour, session, by)
    if queue.seen != seen:
        return queue
    _end(queue.current, by, Visit.Outcome.ABSENT if absent else Visit.Outcome.DONE)
    Pause.objects.filter(session=stands, ended_at=None).update(ended_at=now())
    if queue.waiting:
        called = queue.waiting[0].visits
        Visit.objects.filter(pk__in=[visit.pk for visit in called]).update(called_at=now())
        for visit in called:
            record("visit.called", actor=by, subject=visit, about=[visit.member_id])
    for turn in queue.waiting[1:2]:
        for visit in turn.visits:
            if Visit.objects.filter(pk=visit.pk, told_at=None).update(told_at=now()):
                record("visit.nearly", actor=by, subject=visit, about=[visit.member_id])
    return queue_of(stands)


@transaction.atomic
def finish(hour: OfficeHour, session: Session, *, by: Member, seen: int) -> Queue:
    """End the visit that is in and call nobody yet; raises as ``call_next`` does."""
    stands, queue = _opened(hour, session, by)
    if queue.seen == seen:
        _end(queue.current, by, Visit.Outcome.DONE)
    return queue_of(stands)


@transaction.atomic
def pause(hour: OfficeHour, session: Session, *, by: Member) -> None:
    """Call nobody until the next is called; everybody keeps their place. Raises as ``call_next`` does."""
    stands, _queue = _opened(hour, session, by)
    row, new = Pause.objects.get_or_create(session=stands, ended_at=None, defaults={"at": now()})
    if new:
        record("officehour.paused", actor=by, subject=row, about=[by.pk])


@transaction.atomic
def resume(hour: OfficeHour, session: Session, *, by: Member) -> None:
    """Go on. Raises as ``call_next`` does."""
    stands, _queue = _opened(hour, session, by)
    for row in Pause.objects.filter(session=stands, ended_at=None):
        row.ended_at = now()
        row.save(update_fields=["ended_at"])
        record("officehour.resumed", actor=by, subject=row, about=[by.pk])


def _opened(hour: OfficeHour, session: Session, by: Member) -> tuple[Session, Queue]:
    held = hold_hour(hour.pk)
    require(hosts(held, by))
    stands = Session.objects.select_related("cancellation").get(pk=session.pk)
    if hasattr(stands, "cancellation") or not is_open(stands, now=now()):
        raise Over(_("The hour is not open now. You can call people from a quarter of an hour before it begins."))
    return stands, queue_of(stands)


def _end(visits: list[Visit], by: Member, outcome: Visit.Outcome) -> None:
    for visit in visits:
        visit.ended_at, visit.outcome = now(), outcome
    Visit.objects.filter(pk__in=[visit.pk for visit in visits]).update(ended_at=now(), outcome=outcome)
    for visit in visits:
        record("visit.ended", actor=by, subject=visit, about=[visit.member_id])
