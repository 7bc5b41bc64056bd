"""Sessions as far as somebody may see them, and the hours that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.kit.tokens import digest
from peerloop.people.models import Block, Member
from peerloop.schedule.models import Feed, Participation, Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PARTS = ("participations__member", "moves__by")
STATES = ("skill", "confirmation", "cancellation__by", "record", "arranged_by")


def sessions_seen_by(reader: Member) -> QuerySet[Session]:
    """Sessions in which ``reader`` takes part, without those shared with somebody blocked either way."""
    if reader.departed_at is not None:
        return Session.objects.none()
    apart = Block.objects.filter(
        Q(member=reader, other=OuterRef("member")) | Q(other=reader, member=OuterRef("member"))
    )
    mine = Participation.objects.filter(session=OuterRef("pk"), member=reader)
    shut = Participation.objects.filter(Exists(apart), session=OuterRef("pk"))
    return Session.objects.filter(Exists(mine), ~Exists(shut))


def in_full(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Fetch with each session what its page tells, in a constant number of queries."""
    return sessions.select_related(*STATES).prefetch_related(*PARTS)


def agenda(member: Member, start: datetime, end: datetime) -> list[Session]:
    """The member's sessions that touch the time from ``start`` to ``end`` and are not cancelled, in order."""
    sessions = sessions_seen_by(member).filter(starts_at__lt=end, ends_at__gt=start, cancellation=None)
    return list(in_full(sessions).order_by("starts_at", "pk"))


def busy(member_ids: Iterable[int], start: datetime, end: datetime) -> list[tuple[int, datetime, datetime]]:
    """Return (member, start, end) of every hour that is held or booked and touches the time asked about."""
    taken = Participation.objects.filter(
        member__in=set(member_ids),
        session__cancellation=None,
        session__starts_at__lt=end,
        session__ends_at__gt=start,
    )
    return list(taken.order_by("session__starts_at", "pk").values_list(
        "member", "session__starts_at", "session__ends_at"))  # fmt: skip


def clashing(member_ids: Iterable[int], start: datetime, end: datetime, *, besides: int | None = None) -> set[int]:
    """Return who of the members has something between ``start`` and ``end`` beside one session."""
    taken = Participation.objects.filter(
        member__in=set(member_ids),
        session__cancellation=None,
        session__starts_at__lt=end,
        session__ends_at__gt=start,
    )
    return set(taken.exclude(session=besides).values_list("member", flat=True))


def feed_of(member: Member) -> Feed | None:
    """The member's calendar feed, if there is one; its secret cannot be had again."""
    return Feed.objects.filter(member=member).first()


def owner_of_feed(secret: str) -> Member | None:
    """Whose feed the secret opens, as long as the member is still here."""
    feed = Feed.objects.filter(digest=digest(secret), member__departed_at=None).select_related("member").first()
    return feed.member if feed else None
