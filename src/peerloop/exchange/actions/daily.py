"""What nobody answered in time ends, and so do weeks that are over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from peerloop.exchange.actions.days import close_day_request, hold_day
from peerloop.exchange.actions.places import close_rotation, hold_place
from peerloop.exchange.actions.rotations import end_rotation
from peerloop.exchange.models import DayRequest, Reply, Rotation
from peerloop.exchange.rules import today_of
from peerloop.kit.clock import now
from peerloop.matchmaking.each import each


def expire() -> int:
    """Close what waited too long, each in its own transaction; return how many."""
    days = DayRequest.objects.filter(reply=None, expires_at__lte=now()).select_related("day").order_by("pk")
    weeks = Rotation.objects.filter(reply=None, expires_at__lte=now()).select_related("place", "member").order_by("pk")
    return each(list(days), _expire_day) + each(list(weeks), _expire_weeks)


def end_weeks() -> int:
    """End the rotations whose last day is over where the host is; return how many."""
    running = Rotation.objects.filter(pairing__isnull=False, pairing__ending=None)
    begun = running.filter(place__starts_on__lt=now().date() + timedelta(days=1)).select_related("place__host")
    over = [one for one in begun.order_by("pk") if one.place.ends_on < today_of(one.place.host)]
    return each(over, lambda rotation: end_rotation(rotation, by=None))


@transaction.atomic
def _expire_day(request: DayRequest) -> None:
    hold_day(request.day)
    for still in DayRequest.objects.filter(pk=request.pk, reply=None).select_related("day"):
        close_day_request(still, Reply.Kind.EXPIRED, by=None)


@transaction.atomic
def _expire_weeks(rotation: Rotation) -> None:
    hold_place(rotation.place)
    for still in Rotation.objects.filter(pk=rotation.pk, reply=None).select_related("place", "member"):
        close_rotation(still, Reply.Kind.EXPIRED, by=None)
