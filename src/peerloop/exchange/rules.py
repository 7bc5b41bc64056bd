"""What may be offered and asked, until when, and what stands in the way, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.exchange.models import MOST_PLACES, MOST_WEEKS, WHAT, WORKING_DAYS, Consent, Reply
from peerloop.kit.clock import now
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from peerloop.exchange.models import Day, DayRequest, Place, Rotation
    from peerloop.people.models import Member

WITHIN_DAYS = timedelta(days=7)
"""So long somebody who is asked for a day may think."""
WITHIN_WEEKS = timedelta(days=14)
"""And for some weeks."""
HORIZON = timedelta(days=366)
LINE_LENGTH = 280


class Refused(ValidationError):
    """What was asked for cannot be; the message says why."""


class Over(Refused):
    """It was answered, withdrawn, taken or has expired already."""


def today_of(member: Member) -> date:
    """The date where the member is."""
    return now().astimezone(ZoneInfo(member.time_zone)).date()


def text(said: str, field: str, *, most: int, needed: bool = True) -> str:
    """Return what was written, cleaned; raises ``ValidationError`` under ``field`` where it is empty or too long."""
    kept = " ".join(clean(said).split())
    if needed and not kept:
        raise ValidationError({field: _("Please write a line.")})
    if len(kept) > most:
        words = _("Please say it in %(most)s letters; these are %(count)s.")
        raise ValidationError({field: words % {"most": most, "count": len(kept)}})
    return kept


def about(said: str) -> str:
    """Return what one will see or do."""
    return text(said, "about", most=WHAT)


def a_number(value: int, field: str, *, most: int) -> int:
    """Return a count from one to ``most``; raises ``ValidationError`` under ``field``."""
    if not 1 <= value <= most:
        raise ValidationError({field: _("Please choose a number from 1 to %(most)s.") % {"most": most}})
    return value


def places(value: int) -> int:
    """Return how many may come."""
    return a_number(value, "places", most=MOST_PLACES)


def a_first_day(day: date, *, host: Member) -> date:
    """Return the first day of some weeks; raises ``ValidationError`` for one that is past or beyond a year."""
    today = today_of(host)
    if day <= today:
        raise ValidationError({"starts_on": _("Please choose a day that is still to come.")})
    if day > today + HORIZON:
        raise ValidationError({"starts_on": _("Please choose a day within the next year.")})
    return day


def some_weeks(value: int) -> int:
    """Return for how many weeks."""
    return a_number(value, "weeks", most=MOST_WEEKS)


def days_a_week(value: int) -> int:
    """Return how much of the week."""
    return a_number(value, "days", most=WORKING_DAYS)


def begins(place: Place) -> datetime:
    """When the first day of the weeks begins, as the host's clock has it."""
    start = datetime.combine(place.starts_on, datetime.min.time(), ZoneInfo(place.host.time_zone))
    return start.astimezone(UTC)


def is_open(request: DayRequest | Rotation) -> bool:
    """Whether it still waits for an answer."""
    return not hasattr(request, "reply") and now() < request.expires_at


def must_be_open(request: DayRequest | Rotation) -> None:
    """Raise ``Over`` with the words for how it ended."""
    if hasattr(request, "reply"):
        raise Over({
            Reply.Kind.ACCEPTED: _("This has been agreed already."),
            Reply.Kind.DECLINED: _("This has been answered already: it is not possible this time."),
            Reply.Kind.WITHDRAWN: _("This request has been withdrawn."),
            Reply.Kind.EXPIRED: _("The time to answer has passed."),
            Reply.Kind.TAKEN: _("The place has been taken in the meantime."),
        }[Reply.Kind(request.reply.kind)])  # fmt: skip
    if now() >= request.expires_at:
        raise Over(_("The time to answer has passed."))


def is_offered(offer: Day | Place) -> bool:
    """Whether colleagues may still ask for it; whether a place is left is another question."""
    starts_at = offer.starts_at if hasattr(offer, "starts_at") else begins(offer)
    return not hasattr(offer, "off") and starts_at > now()


def overlap(one: Place, other: Place) -> bool:
    """Whether the weeks of the two have a day in common."""
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def parts_of(rotation: Rotation, member: Member) -> list[Consent.Part]:
    """As what the member is asked: as host, as the manager of who asks, as both, or not at all."""
    parts = []
    if rotation.place.host_id == member.pk:
        parts.append(Consent.Part.HOST)
    if rotation.member.manager_id is not None and rotation.member.manager_id == member.pk:
        parts.append(Consent.Part.MANAGER)
    return parts


def wanted(rotation: Rotation) -> set[str]:
    """Whose yes it takes: the host's, and the manager's of who asks, where there is one."""
    return {Consent.Part.HOST} | ({Consent.Part.MANAGER} if rotation.member.manager_id is not None else set())
