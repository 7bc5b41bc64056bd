"""A day is offered or asked for, and somebody asks to come along."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.exchange.models import Day, DayOff, DayRequest, Reply
from peerloop.exchange.queries import days_seen_by, left_on
from peerloop.exchange.rules import LINE_LENGTH, WITHIN_DAYS, Refused, about, is_offered, places, text
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Avoidance
from peerloop.people.queries import seen_by
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members
from peerloop.schedule.rules import instants, longest, wall_clock

if TYPE_CHECKING:
    from datetime import date

    from peerloop.people.models import Member

KIND = "shadowing"


@transaction.atomic
def offer_day(
    *, by: Member, said: str, local_date: date, local_time: time, until: time, seats: int = 1, where: str = ""
) -> Day:
    """Let colleagues come along on a day, from ``local_time`` to ``until`` on one's own clock.

    Raises ``ValidationError`` by field (about, local_date, local_time, until, places, where).
    """
    require(by.departed_at is None)
    day = _day(by, said, local_date, local_time, until, by.time_zone)
    day.places, day.where = places(seats), text(where, "where", most=120, needed=False)
    day.save()
    record("shadowing.offered", actor=by, subject=day, about=[by.pk])
    return day


@transaction.atomic
def ask_for_day(
    host: Member, *, by: Member, said: str, local_date: date, local_time: time, until: time, word: str = ""
) -> DayRequest:
    """Ask a colleague who has offered nothing whether one may come along on a day, on one's own clock.

    Who avoids the one who asks never sees it, and to that one it looks like anybody's silence. Raises
    ``ValidationError`` by field, ``Refused`` where one has asked already, ``PermissionDenied`` for somebody whom one
    does not see.
    """
    if host.pk == by.pk or not seen_by(by).filter(pk=host.pk).exists():
        raise PermissionDenied
    hold_members([host.pk, by.pk])
    waiting = DayRequest.objects.filter(guest=by, day__host=host, day__offered=False, reply=None)
    if waiting.filter(expires_at__gt=now()).exists():
        raise Refused(_("You have asked already; the answer is on its way."))
    if Avoidance.objects.filter(member=by, other=host).exists():
        raise Refused(_("This is not possible just now."))
    day = _day(host, said, local_date, local_time, until, by.time_zone)
    day.places, day.offered = 1, False
    kept = text(word, "word", most=LINE_LENGTH, needed=False)
    day.save()
    return _asked(day, by, kept)


@transaction.atomic
def ask_to_come(day: Day, *, by: Member, word: str = "") -> DayRequest:
    """Ask to come along on a day that is offered; a second time returns the request that is open.

    Raises ``Refused`` where no place is left, it is over, or one was answered; ``PermissionDenied`` for the host and
    for who does not see the day.
    """
    if day.host_id == by.pk or not days_seen_by(by).filter(pk=day.pk).exists():
        raise PermissionDenied
    kept = text(word, "word", most=LINE_LENGTH, needed=False)
    day = hold_day(day)
    hold_members([day.host_id, by.pk])
    before = DayRequest.objects.filter(day=day, guest=by).select_related("reply").order_by("-pk").first()
    if before is not None and not hasattr(before, "reply") and before.expires_at > now():
        return before
    if before is not None and hasattr(before, "reply") and before.reply.kind in {"accepted", "declined"}:
        raise Refused(_("You have asked for this day, and it was answered."))
    if not is_offered(day):
        raise Refused(_("This day is no longer offered."))
    if left_on(day) < 1:
        raise Refused(_("All places on this day are taken."))
    return _asked(day, by, kept)


@transaction.atomic
def take_day_off(day: Day, *, by: Member) -> None:
    """Offer the day no longer; who waits for an answer is told that it will not be, and what was agreed stays."""
    require(by.pk == day.host_id)
    day = hold_day(day)
    _off, new = DayOff.objects.get_or_create(day=day, defaults={"at": now()})
    if new:
        record("shadowing.off", actor=by, subject=day, about=[by.pk])
        for request in DayRequest.objects.filter(day=day, reply=None):
            close_day_request(request, Reply.Kind.DECLINED, by=by)


def close_day_request(request: DayRequest, kind: Reply.Kind, *, by: Member | None) -> None:
    """Write down how it ended, and tell it; inside the caller's transaction.

    What ended in the same moment (a block holds the two, an answer the day) stays as it ended first.
    """
    _reply, new = Reply.objects.get_or_create(day_request=request, defaults={"kind": kind, "by": by, "at": now()})
    if not new:
        return
    record(f"shadowing.{kind.value}", actor=by, subject=request, about=[request.guest_id, request.day.host_id])


def hold_day(day: Day) -> Day:
    """Lock the day until the transaction ends and return it fresh; before any member, always.

    In two queries: what is joined to a row that one has waited for would still be as it was before the wait.
    """
    Day.objects.select_for_update(no_key=True).get(pk=day.pk)
    return Day.objects.select_related("host", "off", "session__cancellation").get(pk=day.pk)


def _asked(day: Day, by: Member, word: str) -> DayRequest:
    expires_at = min(now() + WITHIN_DAYS, day.starts_at)
    asked = DayRequest.objects.create(day=day, guest=by, word=word, asked_at=now(), expires_at=expires_at)
    record("shadowing.asked", actor=by, subject=asked, about=[by.pk, day.host_id])
    return asked


def _day(host: Member, said: str, local_date: date, local_time: time, until: time, zone: str) -> Day:
    """Return the day, not yet saved; wall time in ``zone``."""
    kept = about(said)
    first, last = wall_clock(local_time), wall_clock(until)
    minutes = (datetime.combine(now().date(), last) - datetime.combine(now().date(), first)) // timedelta(minutes=1)
    if minutes <= 0:
        raise ValidationError({"until": _("It ends before it begins. Please choose a later time.")})
    try:
        starts_at, ends_at = instants(local_date, first, zone, minutes, now=now(), most=longest(KIND))
    except ValidationError as wrong:
        faults = wrong.error_dict if hasattr(wrong, "error_dict") else {}
        if "minutes" in faults:
            raise ValidationError({"until": faults["minutes"]}) from wrong
        raise
    return Day(
        host=host,
        about=kept,
        local_date=local_date,
        local_time=first,
        zone=zone,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        at=now(),
    )
