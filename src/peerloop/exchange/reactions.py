"""Somebody leaves or blocks somebody on the way; a day is over; weeks have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.exchange.actions.days import close_day_request
from peerloop.exchange.actions.places import close_rotation
from peerloop.exchange.models import Day, DayOff, DayRequest, Place, PlaceOff, Reply, Rotation
from peerloop.journal.actions import record
from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def somebody_left(entry: Entry) -> None:
    """Offer nothing of theirs any more, and end what waits; sessions and pairings are seen to where they live."""
    gone = entry.subject
    for day in Day.objects.filter(host=gone, off=None):
        DayOff.objects.create(day=day, at=now())
    for place in Place.objects.filter(host=gone, off=None):
        PlaceOff.objects.create(place=place, at=now())
    _end(Q(guest=gone) | Q(day__host=gone), Q(member=gone) | Q(place__host=gone), gone)


@reacts_to("member.blocked")
def somebody_blocked(entry: Entry) -> None:
    """End what waits between the two, without a word about why."""
    one, other = entry.actor, entry.subject
    days = Q(guest=one, day__host=other) | Q(guest=other, day__host=one)
    weeks = Q(member=one, place__host=other) | Q(member=other, place__host=one)
    _end(days, weeks, one or 0)


@reacts_to("session.recorded")
def a_day_is_over(entry: Entry) -> None:
    """Offer those who came along a loop of what they saw."""
    for day in Day.objects.filter(session=entry.subject):
        there = [member for member in entry.about if member != day.host_id]
        record("shadowing.over", actor=None, subject=day, about=there)


@reacts_to("pairing.ended")
def weeks_have_ended(entry: Entry) -> None:
    """Tell the manager, whose yes it took, that it has ended; not by whom, and not why."""
    for rotation in Rotation.objects.filter(pairing=entry.subject).select_related("member", "place"):
        concerned = {rotation.member_id, rotation.place.host_id, rotation.member.manager_id or 0} - {0}
        record("rotation.ended", actor=None, subject=rotation, about=concerned)


def _end(days: Q, weeks: Q, member: int) -> None:
    """Close what is open; what ``member`` had asked for counts as withdrawn, what they were asked as declined."""
    for request in DayRequest.objects.filter(days, reply=None).select_related("day").order_by("pk"):
        own = request.guest_id == member
        close_day_request(request, Reply.Kind.WITHDRAWN if own else Reply.Kind.DECLINED, by=None)
    for rotation in Rotation.objects.filter(weeks, reply=None).select_related("place", "member").order_by("pk"):
        own = rotation.member_id == member
        close_rotation(rotation, Reply.Kind.WITHDRAWN if own else Reply.Kind.DECLINED, by=None)
