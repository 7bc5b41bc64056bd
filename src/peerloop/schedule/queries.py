"""Sessions as far as somebody may see them, and the hours that they take."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.kit.tokens import digest
from peerloop.people.models import Block, Member
from peerloop.schedule.models import Feed, Move, Participation, Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

FEED_LOOKS_BACK = timedelta(days=30)
FEW = 8
STATES = ("skill", "confirmation", "cancellation__by", "record")


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
    """Fetch with each session its states and who takes part, in two queries however many there are."""
    who = Prefetch("participations", Participation.objects.select_related("member").order_by("pk"))
    return sessions.select_related(*STATES).prefetch_related(who)


def for_calendar(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Fetch with each session what its page and its calendar entry tell, in three queries."""
    return in_full(sessions).prefetch_related(Prefetch("moves", Move.objects.select_related("by").order_by("at", "pk")))


def agenda(member: Member, start: datetime, end: datetime) -> list[Session]:
    """The member's sessions that touch the time from ``start`` to ``end`` and are not cancelled, in order."""
    return list(in_full(_between(member, start, end)))


@prepared
def hours(member: Member, start: datetime, end: datetime) -> QuerySet[Session]:
    """The same sessions with no more than their skill and whether they are booked; see ``parts``."""
    return _between(member, start, end).select_related("skill", "confirmation")


@prepared
def parts(session: Session) -> QuerySet[Participation]:
    """Who takes part in a session that the reader sees."""
    return Participation.objects.filter(session=session).select_related("member").order_by("pk")


def coming(member: Member, start: datetime, *, at_most: int) -> list[Session]:
    """The member's next sessions from ``start`` on that are not cancelled, in order."""
    sessions = sessions_seen_by(member).filter(ends_at__gt=start, cancellation=None)
    return list(in_full(sessions).order_by("starts_at", "pk")[:at_most])


def busy(member_ids: Iterable[int], start: datetime, end: datetime) -> list[tuple[int, datetime, datetime]]:
    """Return (member, start, end) of every hour that is held or booked and touches the time asked about."""
    who = tuple(sorted(set(member_ids)))
    return _busy(who, start, end) if len(who) <= FEW else list(_busy.build(who, start, end))


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


def for_feed(owner: Member, now: datetime) -> list[Session]:
    """What the owner's feed shows: held and booked sessions from thirty days ago on."""
    sessions = sessions_seen_by(owner).filter(ends_at__gt=now - FEED_LOOKS_BACK, cancellation=None)
    return list(for_calendar(sessions).order_by("starts_at", "pk"))


def _between(member: Member, start: datetime, end: datetime) -> QuerySet[Session]:
    sessions = sessions_seen_by(member).filter(starts_at__lt=end, ends_at__gt=start, cancellation=None)
    return sessions.order_by("starts_at", "pk")


@prepared
def _busy(
    members: tuple[int, ...], start: datetime, end: datetime
) -> QuerySet[Participation, tuple[int, datetime, datetime]]:
    taken = Participation.objects.filter(
        member__in=members, session__cancellation=None, session__starts_at__lt=end, session__ends_at__gt=start
    )
    when = taken.order_by("session__starts_at", "pk")
    return when.values_list("member", "session__starts_at", "session__ends_at")
