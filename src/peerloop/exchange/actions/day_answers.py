"""The host answers who asks to come along, or the guest thinks better of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.exchange.actions.days import KIND, close_day_request, hold_day
from peerloop.exchange.models import Day, DayRequest, Reply
from peerloop.exchange.queries import left_on
from peerloop.exchange.rules import Over, Refused, must_be_open
from peerloop.people.rules import blocked, require
from peerloop.schedule.actions import announce_session, invite, join_session
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def accept_guest(request: DayRequest, *, by: Member) -> Session:
    """Say yes: the day is booked for the host and this guest, and the session is returned. Twice is once.

    When the last place goes, who else waits is told that it is taken. Raises ``Over`` where it was answered or has
    expired, ``Refused`` where no place is left or one of the two has something else then.
    """
    require(by.pk == request.day.host_id and by.departed_at is None)
    day = hold_day(request.day)
    held = hold_members([day.host_id, request.guest_id])
    request = _fresh(request)
    if hasattr(request, "reply") and request.reply.kind == Reply.Kind.ACCEPTED and day.session is not None:
        return day.session
    must_be_open(request)
    guest = held[request.guest_id]
    if guest.departed_at is not None or blocked(guest, by):
        raise Over(_("This is no longer possible."))
    if left_on(day) < 1:
        raise Refused(_("All places on this day are taken."))
    try:
        session = day.session if _stands(day.session) else _booked(day, held[day.host_id])
        assert session is not None  # noqa: S101 - it stands, or was just booked
        invite(session, [guest], by=held[day.host_id], anyway=True)
        join_session(session, by=guest, wait=False)
    except ValidationError as clash:
        raise Refused(clash.messages) from clash
    close_day_request(request, Reply.Kind.ACCEPTED, by=by)
    if left_on(day) < 1:
        for other in DayRequest.objects.filter(day=day, reply=None).select_related("day"):
            close_day_request(other, Reply.Kind.TAKEN, by=None)
    return session


@transaction.atomic
def decline_guest(request: DayRequest, *, by: Member) -> None:
    """Say not this time, without a reason. Twice is once; raises ``Over`` where it ended otherwise."""
    require(by.pk == request.day.host_id)
    _close(request, Reply.Kind.DECLINED, by)


@transaction.atomic
def withdraw_day_request(request: DayRequest, *, by: Member) -> None:
    """Need it no longer, before it is answered. Twice is once; raises ``Over`` where it ended otherwise."""
    require(by.pk == request.guest_id)
    _close(request, Reply.Kind.WITHDRAWN, by)


def _close(request: DayRequest, kind: Reply.Kind, by: Member) -> None:
    hold_day(request.day)
    request = _fresh(request)
    if hasattr(request, "reply") and request.reply.kind == kind:
        return
    must_be_open(request)
    close_day_request(request, kind, by=by)


def _fresh(request: DayRequest) -> DayRequest:
    return DayRequest.objects.select_related("day__session__cancellation", "reply", "guest").get(pk=request.pk)


def _stands(session: Session | None) -> bool:
    return session is not None and not hasattr(session, "cancellation")


def _booked(day: Day, host: Member) -> Session:
    session = announce_session(
        kind=KIND,
        title=_("A day with %(name)s") % {"name": host.name},
        by=host,
        local_date=day.local_date,
        local_time=day.local_time,
        zone=day.zone,
        minutes=day.minutes,
        about=day.about,
        capacity=day.places,
        place=day.where,
        audience="invited",
    )
    day.session = session
    day.save(update_fields=["session"])
    return session
