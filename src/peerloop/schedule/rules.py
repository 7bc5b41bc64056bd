"""When a session may be, who may change it, and what stands against it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.engines import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LEAST, MOST = 15, 240
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


class StaleSequence(ValidationError):
    """The session was changed since it was looked at; carries both versions' numbers."""

    def __init__(self, *, seen: int, stands: int) -> None:
        """``seen``: the version that was looked at; ``stands``: the one that holds."""
        super().__init__(_("The session was changed since you looked at it. Here is how it stands now."))
        self.seen, self.stands = seen, stands


def wall_clock(local_time: time) -> time:
    """Return the time as the wall shows it: whole minutes, no zone."""
    return local_time.replace(second=0, microsecond=0, tzinfo=None, fold=0)


def instants(
    local_date: date, local_time: time, zone: str, minutes: int, *, now: datetime
) -> tuple[datetime, datetime]:
    """Return start and end in UTC of a session said in wall time.

    A time that happens twice is the first of the two; one that the clock jumps over is read with the offset
    from before the jump (RFC 5545 §3.3.5). Raises ``ValidationError`` by field for a length outside 15 to 240
    minutes, an unknown zone, a time that is past or more than a year ahead.
    """
    from peerloop.engines.slots import resolve

    if not LEAST <= minutes <= MOST:
        words = _("A session lasts between %(least)s and %(most)s minutes.")
        raise ValidationError({"minutes": words % {"least": LEAST, "most": MOST}})
    if local_date > now.date() + HORIZON:
        raise ValidationError({"local_date": _("Please choose a day within the next year.")})
    if local_date < now.date() - DAY:
        raise ValidationError({"local_date": _("This day is over. Please choose one that is still to come.")})
    try:
        starts_at = resolve(datetime.combine(local_date, wall_clock(local_time)), zone)
    except InvalidInput as wrong:
        raise ValidationError({"zone": _("This time zone is not known.")}) from wrong
    if starts_at <= now:
        raise ValidationError({"local_time": _("This time is over. Please choose one that is still to come.")})
    return starts_at.astimezone(UTC), starts_at.astimezone(UTC) + timedelta(minutes=minutes)


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
