"""Whose turn it is, and until when one may stay away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.coffee.models import Joining

SLACK = timedelta(days=3)
"""A round on another weekday than the last one is still its turn."""
LONGEST_SNOOZE = timedelta(days=366)


class Over(ValidationError):
    """It was answered, booked or given back already."""


def is_due(joining: Joining, last: datetime | None, *, at: datetime) -> bool:
    """Whether it is the member's turn at ``at``; ``last``: when they were brought together last."""
    if snoozes(joining, at=at):
        return False
    return last is None or last + timedelta(weeks=joining.every) - SLACK <= at


def snoozes(joining: Joining, *, at: datetime) -> bool:
    """Whether the member takes no part yet, by the calendar where they are."""
    until = joining.snoozed_until
    return until is not None and until > at.astimezone(ZoneInfo(joining.member.time_zone)).date()


def a_day_to_come(day: date, *, today: date) -> date:
    """Return the day until which somebody snoozes; raises ``ValidationError`` for one past or beyond a year."""
    if day <= today:
        raise ValidationError({"snoozed_until": _("Please choose a day that is still to come.")})
    if day > today + LONGEST_SNOOZE:
        raise ValidationError({"snoozed_until": _("Please choose a day within the next year.")})
    return day
