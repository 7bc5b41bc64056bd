"""When a session may be, who may change it, and what stands against it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.engines import InvalidInput
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member

LEAST, MOST, LONGEST = 15, 240, 600
LONG_KINDS = frozenset({"workshop", "social", "team_building", "shadowing", "seminar"})
AMONG_EQUALS = frozenset({"coffee", "social", "team_building", "teach_back", "circle"})
HORIZON = timedelta(days=366)
DAY = timedelta(days=1)


class Clash(ValidationError):
    """Somebody is not free then; says who, never why."""

    def __init__(self, members: Iterable[Member], *, reader: Member | None) -> None:
        """``members``: whose hour is taken; ``reader`` is told "you"."""
        super().__init__([
            _("You already have something at that time.")
            if member == reader
            else _("%(name)s is not free at that time.") % {"name": member.name}
            for member in members
        ])  # fmt: skip


class Full(ValidationError):
    """No place is left."""

    def __init__(self) -> None:
        super().__init__(_("It is full. You can be put on the waiting list."))


class StaleSequence(ValidationError):
    """The session was changed since it was looked at; carries both versions' numbers."""

    def __init__(self, *, seen: int, stands: int) -> None:
        """``seen``: the version that was looked at; ``stands``: the one that holds."""
        super().__init__(_("The session was changed since you looked at it. Here is how it stands now."))
        self.seen, self.stands = seen, stands


def wall_clock(local_time: time) -> time:
    """Return the time as the wall shows it: whole minutes, no zone."""
    return local_time.replace(second=0, microsecond=0, tzinfo=None, fold=0)


def within_a_year(local_date: date, *, now: datetime) -> None:
    """Refuse a day that is more than a year ahead; raises ``ValidationError`` on "local_date"."""
    if local_date > now.date() + HORIZON:
        raise ValidationError({"local_date": _("Please choose a day within the next year.")})


def instants(
    local_date: date, local_time: time, zone: str, minutes: int, *, now: datetime, most: int = MOST
) -> tuple[datetime, datetime]:
    """Return start and end in UTC of a session said in wall time.

    A time that happens twice is the first of the two; one that the clock jumps over is read with the offset
    from before the jump (RFC 5545 §3.3.5). Raises ``ValidationError`` by field for a length outside 15 to ``most``
    minutes, an unknown zone, a time that is past or more than a year ahead.
    """
    from peerloop.engines.slots import resolve

    if not LEAST <= minutes <= most:
        words = _("A session lasts between %(least)s and %(most)s minutes.")
        raise ValidationError({"minutes": words % {"least": LEAST, "most": most}})
    within_a_year(local_date, now=now)
    if local_date < now.date() - DAY:
        raise ValidationError({"local_date": _("This day is over. Please choose one that is still to come.")})
    try:
        starts_at = resolve(datetime.combine(local_date, wall_clock(local_time)), zone)
    except InvalidInput as wrong:
        raise ValidationError({"zone": _("This time zone is not known.")}) from wrong
    if starts_at <= now:
        raise ValidationError({"local_time": _("This time is over. Please choose one that is still to come.")})
    return starts_at.astimezone(UTC), starts_at.astimezone(UTC) + timedelta(minutes=minutes)


def is_on_the_wall(local_date: date, local_time: time, zone: str) -> bool:
    """Whether the wall clock of ``zone`` ever shows that time on that day: once a year it jumps over an hour."""
    wall = datetime.combine(local_date, wall_clock(local_time), ZoneInfo(zone))
    try:
        return wall.astimezone(UTC).astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None)
    except OverflowError:  # the first and last days of all; whether they will do is for others to say
        return True


def longest(kind: str) -> int:
    """Return how many minutes a session of that kind may last: some take a day."""
    return LONGEST if kind in LONG_KINDS else MOST


def part_for(session: Session) -> Participation.Part:
    """Return as what somebody joins: to learn, or as one among equals where nobody teaches."""
    part = Participation.Part
    return part.PEER if session.kind in AMONG_EQUALS else part.LEARNER


def is_joined(session: Session) -> bool:
    """Whether it is one that colleagues join, beyond those it was made for."""
    return session.audience != Session.Audience.MADE_FOR


def leads(session: Session, member: Member) -> bool:
    """Whether the member leads the session; its participations may be at hand."""
    leading = Participation.Part.TEACHER
    return any(one.member_id == member.pk and one.part == leading for one in session.participations.all())


def leaders(session: Session) -> list[Member]:
    """Return who leads the session; its participations are at hand."""
    return [one.member for one in session.participations.all() if one.part == Participation.Part.TEACHER]


def takes_part(session: Session, member: Member) -> bool:
    """Whether the member takes part; the session's participations are at hand."""
    return any(one.member_id == member.pk for one in session.participations.all())


def coming(session: Session) -> list[Member]:
    """Return who has a place, beside those who lead; the session's participations are at hand."""
    return [one.member for one in session.participations.all() if one.part != Participation.Part.TEACHER]


def is_full(session: Session) -> bool:
    """Whether no place is left; the session's participations are at hand."""
    return session.capacity is not None and len(coming(session)) >= session.capacity


def kind_name(session: Session) -> str:
    """Return what kind of session it is, as it stands at the beginning of a line."""
    name = str(session.get_kind_display())
    return name[:1].upper() + name[1:]


def may_change(session: Session, member: Member) -> bool:
    """Whether the member may move, change and cancel it: who leads, and among those it was made for everybody."""
    if is_joined(session):
        return leads(session, member)
    return takes_part(session, member)


def take_part(by: Member | None, participants: Iterable[int]) -> None:
    """Refuse who neither takes part nor is the house itself (None)."""
    if by is not None and by.pk not in set(participants):
        raise PermissionDenied


def still_open(session: Session, *, now: datetime) -> None:
    """Refuse to change what is cancelled or over."""
    if hasattr(session, "cancellation"):
        raise ValidationError(_("This session is cancelled."))
    if session.ends_at <= now or hasattr(session, "record"):
        raise ValidationError(_("This session is over."))


def unchanged(session: Session, sequence: int) -> None:
    """Refuse to change what was changed since it was looked at."""
    if session.sequence != sequence:
        raise StaleSequence(seen=sequence, stands=session.sequence)


def others(session: Session, reader: Member) -> list[Member]:
    """Return who else takes part; the session's participations are at hand."""
    return [one.member for one in session.participations.all() if one.member_id != reader.pk]


def sides(session: Session, reader: Member) -> tuple[bool, Member | None]:
    """Return whether ``reader`` learns in the session, and the other of the two; its participations are at hand."""
    learning, other = False, None
    for participation in session.participations.all():
        if participation.member_id != reader.pk:
            other = participation.member
        else:
            learning = participation.part == participation.Part.LEARNER
    return learning, other
