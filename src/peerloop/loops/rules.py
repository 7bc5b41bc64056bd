"""Whose step it is, and what makes a step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean
from peerloop.people.rules import blocked

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

ARCS = ("gain", "apply", "feedback", "reflect")
ROWS = {"gain": "gain", "apply": "application", "feedback": "feedback", "reflect": "reflection"}
LONGEST = 2000
HORIZON = timedelta(days=366)


def stage(loop: Loop) -> tuple[bool, bool, bool, bool]:
    """Which of the four arcs are done, in their order: gain, apply, feedback, reflect."""
    gain, apply, feedback, reflect = (hasattr(loop, ROWS[arc]) for arc in ARCS)
    return gain, apply, feedback, reflect


def is_open(loop: Loop) -> bool:
    """Whether the learner has neither reflected nor let go."""
    return not hasattr(loop, "reflection") and not hasattr(loop, "release")


def is_learner(loop: Loop, member: Member) -> bool:
    """Whether the loop is the member's own."""
    return loop.learner_id == member.pk


def as_learner(loop: Loop, by: Member) -> None:
    """Refuse anybody but the one who learns, and one who has left."""
    if not is_learner(loop, by) or not by.is_active:
        raise PermissionDenied


def as_teacher(loop: Loop, by: Member) -> None:
    """Refuse anybody but the one who taught, one who has left, and either when they are blocked."""
    if loop.teacher_id != by.pk or not by.is_active or blocked(loop.learner, by):
        raise PermissionDenied


def not_let_go(loop: Loop) -> None:
    """Refuse a step in a loop that was let go."""
    if hasattr(loop, "release"):
        raise ValidationError(_("This loop was let go."))


def still_open(loop: Loop) -> None:
    """Refuse a step in a loop that has ended."""
    not_let_go(loop)
    if hasattr(loop, "reflection"):
        raise ValidationError(_("This loop has come full circle."))


def once(loop: Loop, row: str) -> None:
    """Refuse a step that is already taken."""
    if hasattr(loop, row):
        raise ValidationError(_("This step is already taken."))


def after(loop: Loop, row: str) -> None:
    """Refuse a step before the one that it rests on."""
    if not hasattr(loop, row):
        raise ValidationError(_("This step comes a little later in the loop."))


def own_words(text: str, *, field: str = "text") -> str:
    """Return the text as it is stored; raises ``ValidationError`` on ``field`` for none or more than 2,000 signs."""
    words = clean(text.replace("\r\n", "\n"))
    if not words:
        raise ValidationError({field: _("A line in your own words is enough.")})
    if len(words) > LONGEST:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": LONGEST}})
    return words


def a_day_to_come(day: date, *, today: date) -> date:
    """Return ``day``; raises ``ValidationError`` on "by_when" for one that is past or more than a year ahead."""
    if day < today:
        raise ValidationError({"by_when": _("This day is over. Please choose one that is still to come.")})
    if day > today + HORIZON:
        raise ValidationError({"by_when": _("Please choose a day within the next year.")})
    return day


def today_of(member: Member, now: datetime) -> date:
    """Return what day it is where the member is."""
    return now.astimezone(ZoneInfo(member.time_zone)).date()
