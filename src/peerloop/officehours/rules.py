"""When one is reached, which questions are the same, and who may do what in a queue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

SLOTS = (5, 10, 15, 20, 30)
"""Minutes that one may ask for."""
MOST = 60
"""So many wait at once; more cannot be reached in any hour."""
LONGEST_LINE = 280
EARLY = timedelta(minutes=15)
"""The host may begin so long before the hour, and go on so long after it."""
KEPT = timedelta(days=30)
BRINGS_BACK = timedelta(days=14)
"""Who was not reached may say so long that they come next time first."""
ENOUGH = 2
SLOWEST, QUICKEST = 2.0, 0.5
SHARED, ALIKE = 2, 0.5
SMALL_WORDS = (
    "a an the i we you it is are do does how what why when where who which can could to of in on for with and or my me "
    "our your about from this that der die das und ist wie was wo ich wir mit von zu im le la les un une et est de "
    "en y el los que como"
)


class Over(ValidationError):
    """The queue has moved on since the page was looked at."""


def hosts(hour: OfficeHour, member: Member) -> bool:
    """Whether the hour is the member's."""
    return hour.series.lead_id == member.pk


def a_line(text: str) -> str:
    """Return the line about a visit as it is stored; raises ``ValidationError`` by field."""
    line = " ".join(clean(text).split())
    if not line:
        raise ValidationError({"text": _("Please say in a line what it is about; only the host reads it.")})
    if len(line) > LONGEST_LINE:
        raise ValidationError({"text": _("Please keep it to %(most)s characters.") % {"most": LONGEST_LINE}})
    return line


def is_open(session: Session, *, now: datetime) -> bool:
    """Whether people are being called: from a little before the hour to a little after it."""
    return session.starts_at - EARLY <= now < session.ends_at + EARLY


def still_takes(session: Session, *, now: datetime) -> bool:
    """Whether one may still come to this date."""
    return not hasattr(session, "cancellation") and session.ends_at > now


def pace(taken: Sequence[tuple[timedelta, int]]) -> float:
    """Return how long visits take, as a share of the minutes asked for; 1 until two are over.

    ``taken``: how long each of the earlier ones took, and how many minutes it had asked for.
    """
    if len(taken) < ENOUGH:
        return 1.0
    share = sum(lasted.total_seconds() for lasted, _asked in taken) / sum(60 * asked for _lasted, asked in taken)
    return min(SLOWEST, max(QUICKEST, share))


def expected(
    waiting: Sequence[int], *, starts_at: datetime, now: datetime, pace: float, current: tuple[datetime, int] | None
) -> list[datetime]:
    """Return about when each of those who wait is called; ``waiting``: the minutes each asked for, in order.

    ``current``: since when somebody is in, and the minutes they asked for; they take as long as is usual today, or
    are about to leave.
    """
    at = max(now, starts_at)
    if current is not None:
        since, minutes = current
        at = max(at, since + timedelta(minutes=minutes * pace))
    moments = []
    for minutes in waiting:
        moments.append(at)
        at += timedelta(minutes=minutes * pace)
    return moments


def same_question(one: str, two: str) -> bool:
    """Whether two lines seem to ask the same: at least two words in common, and half of all words."""
    from peerloop.engines.finding import tokens

    first, second = (set(tokens(text)) - set(SMALL_WORDS.split()) for text in (one, two))
    shared = first & second
    return len(shared) >= SHARED and len(shared) >= ALIKE * len(first | second)
