"""Days beside a colleague, as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q

from peerloop.exchange.models import Day, DayRequest, Reply
from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Avoidance, Block, Member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet


def days_seen_by(reader: Member) -> QuerySet[Day]:
    """Days that are offered by colleagues, and the reader's own; none of somebody blocked, avoided or gone."""
    if reader.departed_at is not None:
        return Day.objects.none()
    there = Day.objects.filter(~_apart(reader, "host"), host__departed_at=None)
    return there.filter(Q(offered=True, off=None) | Q(offered=True, host=reader))


def open_days(reader: Member) -> QuerySet[Any]:
    """Days to come of others with a place left, the next first, with ``left``."""
    taken = Count("requests", filter=Q(requests__reply__kind=Reply.Kind.ACCEPTED))
    found: QuerySet[Any] = days_seen_by(reader).filter(starts_at__gt=now(), off=None).exclude(host=reader)
    found = found.annotate(left=F("places") - taken).filter(left__gt=0)
    return found.select_related("host__team").order_by("starts_at", "pk")


def own_days(reader: Member) -> list[Day]:
    """Days that the reader offers, still to come; one query."""
    mine = Day.objects.filter(host=reader, offered=True, off=None, ends_at__gt=now())
    return list(mine.select_related("session").order_by("starts_at", "pk"))


def left_on(day: Day) -> int:
    """How many may still come."""
    return day.places - DayRequest.objects.filter(day=day, reply__kind=Reply.Kind.ACCEPTED).count()


def day_requests_seen_by(reader: Member) -> QuerySet[DayRequest]:
    """What the reader has asked or is asked, less what is shared with somebody blocked either way.

    What somebody asks whom the reader avoids is not there either, unless the reader has agreed to it.
    """
    if reader.departed_at is not None:
        return DayRequest.objects.none()
    between = Block.objects.filter(
        Q(member=OuterRef("guest"), other=OuterRef("day__host"))
        | Q(other=OuterRef("guest"), member=OuterRef("day__host"))
    )
    avoided = Avoidance.objects.filter(member=reader, other=OuterRef("guest"))
    asked = Q(day__host=reader) & (~Exists(avoided) | Q(reply__kind=Reply.Kind.ACCEPTED))
    return DayRequest.objects.filter(Q(guest=reader) | asked, ~Exists(between))


def in_full(rows: QuerySet[DayRequest]) -> QuerySet[DayRequest]:
    """Fetch along what a page shows of a request."""
    return rows.select_related("guest__team", "day__host__team", "day__session__cancellation", "reply")


def day_requests_among(reader: Member, pks: Iterable[int]) -> list[DayRequest]:
    """Those of the requests that the reader sees; one query."""
    return list(in_full(day_requests_seen_by(reader).filter(pk__in=list(pks))))


def latest_day_requests(reader: Member, *, at_most: int) -> list[DayRequest]:
    """The reader's requests, asked and to answer, the latest first; one query."""
    return list(in_full(day_requests_seen_by(reader)).order_by("-asked_at", "-pk")[:at_most])


def asked_for(day: Day, reader: Member) -> DayRequest | None:
    """The reader's own latest request for the day."""
    return in_full(DayRequest.objects.filter(day=day, guest=reader)).order_by("-pk").first()


@prepared
def days_to_answer(reader: Member, instant: datetime) -> QuerySet[DayRequest]:
    """Who waits for the reader's answer, for Today."""
    waiting = day_requests_seen_by(reader).filter(day__host=reader, reply=None, expires_at__gt=instant)
    return waiting.select_related("guest", "day").order_by("expires_at", "pk")[:3]


def _apart(reader: Member, field: str) -> Q:
    """Whether the reader and the member in ``field`` have blocked or avoid each other, either way."""
    either = Q(member=reader, other=OuterRef(field)) | Q(other=reader, member=OuterRef(field))
    return Q(Exists(Block.objects.filter(either))) | Q(Exists(Avoidance.objects.filter(either)))
