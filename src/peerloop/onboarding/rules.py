"""Who may be a buddy for whom, how long things take, and what is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.people.rules import is_manager_of, kept_apart, reports_to

if TYPE_CHECKING:
    from datetime import date

    from peerloop.onboarding.models import Buddy
    from peerloop.people.models import Member

NEW = timedelta(days=30)
"""A newcomer whom nobody has asked yet is asked until so long after the first day."""
STILL_NEW = timedelta(days=90)
"""For so long a manager may think of somebody for them."""
SEASONED = timedelta(days=365)
SEASONED_HERE = timedelta(days=180)
"""Where nobody has said when somebody was hired, so long with Peerloop."""
ANSWER_WITHIN = timedelta(days=7)
SECOND_WEEK = timedelta(days=9)
ROUND_OFF = timedelta(weeks=13)
LINE_LENGTH = 280
MOST_TASKS = 60


class Over(ValidationError):
    """It was answered, passed by or ended already."""


class NotToNominate(ValidationError):
    """This colleague cannot be thought of; says why."""


def in_line(one: Member, other: Member) -> bool:
    """Whether either stands above the other, however far."""
    return reports_to(one, other) or reports_to(other, one)


def may_be_buddy(newcomer: Member, member: Member) -> bool:
    """Whether the two may be brought together at all: both here, not kept apart, not in one reporting line."""
    here = newcomer.departed_at is None and member.departed_at is None
    return here and not kept_apart(newcomer, member) and not in_line(newcomer, member)


def is_open(buddy: Buddy) -> bool:
    """Whether it still waits for a yes."""
    return buddy.pairing_id is None and not hasattr(buddy, "passing")


def must_be_open(buddy: Buddy) -> None:
    """Raise ``Over`` where there is nothing left to answer."""
    if not is_open(buddy):
        raise Over(_("This has been answered already, or the time to answer has passed."))


def is_new(newcomer: Member, *, today: date) -> bool:
    """Whether the member came within the last three months."""
    return (newcomer.hired_on or newcomer.joined_at.date()) >= today - STILL_NEW


def may_nominate(manager: Member, newcomer: Member) -> bool:
    """Whether ``newcomer`` is new and reports to ``manager`` directly."""
    here = newcomer.departed_at is None and manager.departed_at is None
    return here and is_manager_of(manager, newcomer) and is_new(newcomer, today=now().date())


def line(text: str) -> str:
    """Return a task's line, cleaned; raises ``ValidationError`` under "text" for an empty or a long one."""
    kept = " ".join(clean(text).split())
    if not kept:
        raise ValidationError({"text": _("Please write what there is to do or to ask.")})
    if len(kept) > LINE_LENGTH:
        words = _("Please say it in %(most)s letters; these are %(count)s.")
        raise ValidationError({"text": words % {"most": LINE_LENGTH, "count": len(kept)}})
    return kept
