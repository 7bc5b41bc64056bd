"""Sessions as far as somebody may see them, and the hours that they take."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from peerloop.calendars import queries as elsewhere
from peerloop.kit.prepared import filled, prepared
from peerloop.kit.tokens import digest
from peerloop.people.models import Block, Member
from peerloop.schedule.models import Allowance, Feed, Invitation, Move, Participation, Session, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable

FEED_LOOKS_BACK = timedelta(days=30)
FEW = 8
STATES = ("skill", "confirmation", "cancellation__by", "record")


def sessions_seen_by(reader: Member) -> QuerySet[Session]:
    """Sessions that ``reader`` may look at: those they take part in, wait for or are invited to, and open ones.

    Never one whose leader has blocked ``reader``, or the other way round; of those made for few, nobody who takes part.
    """
    if reader.departed_at is not None:
        return Session.objects.none()
    asked = Invitation.objects.filter(session=OuterRef("pk"), member=reader)
    waits = Waiting.objects.filter(session=OuterRef("pk"), member=reader)
    may = Q(audience=Session.Audience.EVERYONE) | Exists(_mine(reader)) | Exists(asked) | Exists(waits)
    return Session.objects.filter(may, ~Exists(_shut(reader)))


def taken_part_by(member: Member) -> QuerySet[Session]:
    """Sessions in which ``member`` takes part, without those shut by a block as in ``sessions_seen_by``."""
    if member.departed_at is not None:
        return Session.objects.none()
    return Session.objects.filter(Exists(_mine(member)), ~Exists(_shut(member)))


def _mine(member: Member) -> QuerySet[Participation]:
    return Participation.objects.filter(session=OuterRef("pk"), member=member)


def _shut(member: Member) -> QuerySet[Participation]:
    """Who keeps the member out: of many who join, only who leads; the others just do not see one another."""
    apart = Block.objects.filter(
        Q(member=member, other=OuterRef("member")) | Q(other=member, member=OuterRef("member"))
    )
    few = Q(part=Participation.Part.TEACHER) | Q(session__audience=Session.Audience.MADE_FOR)
    return Participation.objects.filter(few, Exists(apart), session=OuterRef("pk"))


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


def with_company(session: Session) -> Session:
    """Fetch with a session that the reader sees who takes part, in one query that is compiled once."""
    prefetch = session.__dict__.setdefault("_prefetched_objects_cache", {})
    prefetch["participations"] = list(parts(session))
    return session


def coming(member: Member, start: datetime, *, at_most: int) -> list[Session]:
    """The member's next sessions from ``start`` on that are not cancelled, in order."""
    sessions = taken_part_by(member).filter(ends_at__gt=start, cancellation=None)
    return list(in_full(sessions).order_by("starts_at", "pk")[:at_most])


def busy(member_ids: Iterable[int], start: datetime, end: datetime) -> list[tuple[int, datetime, datetime]]:
    """Return (member, start, end) of every hour that is held, booked or taken elsewhere and touches the time."""
    who = tuple(sorted(set(member_ids)))
    taken = _busy(who, start, end) if len(who) <= FEW else list(_busy.build(who, start, end))
    return sorted(taken, key=itemgetter(1, 0))


def clashing(member_ids: Iterable[int], start: datetime, end: datetime, *, besides: int | None = None) -> set[int]:
    """Return who of the members has something between ``start`` and ``end`` beside one session, here or elsewhere."""
    ids = set(member_ids)
    taken = Participation.objects.filter(
        member__in=ids,
        session__cancellation=None,
        session__starts_at__lt=end,
        session__ends_at__gt=start,
    )
    return set(taken.exclude(session=besides).values_list("member", flat=True)) | elsewhere.taken(ids, start, end)


def places_taken(session: Session) -> int:
    """How many places are taken, beside those of who leads."""
    return Participation.objects.filter(session=session).exclude(part=Participation.Part.TEACHER).count()


def places_left(session: Session) -> int | None:
    """How many places are left, or None where as many come as like."""
    return None if session.capacity is None else max(session.capacity - places_taken(session), 0)


def allowance_of(members: Iterable[Member], week: date) -> dict[int, int]:
    """Return by id how many minutes for learning each member has in the week from the Monday ``week``.

    The largest of their own weekly hours and of what is granted to them on any day of it: two programmes at a time do
    not add up to a week without work. One query.
    """
    people = {member.pk: member for member in members}
    ask = granted if len(people) <= FEW else granted.build
    most = dict(ask(filled(people), week, week + timedelta(days=6))) if people else {}
    return {pk: minutes_of(member, most.get(pk, 0)) for pk, member in people.items()}


def minutes_of(member: Member, granted: int) -> int:
    """Return how many minutes for learning the member has in a week for which so many are granted."""
    return max(int(member.weekly_hours * 60), granted)


def allowance_left(members: Iterable[Member], week: date) -> dict[int, int]:
    """Return by id how many minutes of each member's time for learning are left in the week from the Monday ``week``.

    A week begins on Monday at midnight by the member's own clock; held hours count too. Less than none where it is
    overrun. Two queries, however many members.
    """
    people = {member.pk: member for member in members}
    spans = {pk: _week(week, member.time_zone) for pk, member in people.items()}
    left = allowance_of(people.values(), week)
    if not people:
        return left
    first, last = min(start for start, _end in spans.values()), max(end for _start, end in spans.values())
    booked = Participation.objects.filter(
        member__in=people, session__cancellation=None, session__starts_at__gte=first, session__starts_at__lt=last
    )
    for member, starts_at, minutes in booked.values_list("member", "session__starts_at", "session__minutes"):
        if spans[member][0] <= starts_at < spans[member][1]:
            left[member] -= minutes
    return left


def weeks_full(members: Iterable[Member], session: Session) -> list[Member]:
    """Return whose time for learning in that week the session would overrun, in the order given; never by how much."""
    by_week: dict[date, list[Member]] = {}
    for member in members:
        day = session.starts_at.astimezone(ZoneInfo(member.time_zone)).date()
        by_week.setdefault(day - timedelta(days=day.weekday()), []).append(member)
    left = {pk: minutes for week, some in by_week.items() for pk, minutes in allowance_left(some, week).items()}
    return [member for some in by_week.values() for member in some if left[member.pk] < session.minutes]


def _week(monday: date, zone: str) -> tuple[datetime, datetime]:
    first, last = (datetime.combine(monday + timedelta(days=n), time.min, ZoneInfo(zone)) for n in (0, 7))
    return first.astimezone(UTC), last.astimezone(UTC)


def feed_of(member: Member) -> Feed | None:
    """The member's calendar feed, if there is one; its secret cannot be had again."""
    return Feed.objects.filter(member=member).first()


def owner_of_feed(secret: str) -> Member | None:
    """Whose feed the secret opens, as long as the member is still here."""
    feed = Feed.objects.filter(digest=digest(secret), member__departed_at=None).select_related("member").first()
    return feed.member if feed else None


def for_feed(owner: Member, now: datetime) -> list[Session]:
    """What the owner's feed shows: held and booked sessions from thirty days ago on."""
    sessions = taken_part_by(owner).filter(ends_at__gt=now - FEED_LOOKS_BACK, cancellation=None)
    return list(for_calendar(sessions).order_by("starts_at", "pk"))


@prepared
def granted(members: tuple[int, ...], first: date, last: date) -> QuerySet[Allowance, tuple[int, int]]:
    """By member, the most minutes a week that are granted to them on any of these days."""
    rows = Allowance.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), member__in=members, starts_on__lte=last)
    return rows.values_list("member").annotate(Max("minutes"))


def _between(member: Member, start: datetime, end: datetime) -> QuerySet[Session]:
    sessions = taken_part_by(member).filter(starts_at__lt=end, ends_at__gt=start, cancellation=None)
    return sessions.order_by("starts_at", "pk")


@prepared
def _busy(
    members: tuple[int, ...], start: datetime, end: datetime
) -> QuerySet[Participation, tuple[int, datetime, datetime]]:
    taken = Participation.objects.filter(
        member__in=members, session__cancellation=None, session__starts_at__lt=end, session__ends_at__gt=start
    )
    here = taken.values_list("member", "session__starts_at", "session__ends_at")
    return here.union(elsewhere.hours(members, start, end), all=True)
