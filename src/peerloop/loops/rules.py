"""Whose step it is, and what makes a step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean
from peerloop.loops.models import Asking, Confidence, FollowUp
from peerloop.people.rules import blocked

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.loops.models import Loop, Receipt, Reflection, Step
    from peerloop.people.models import Member

ARCS = ("gain", "apply", "feedback", "reflect")
ROWS = {"gain": "gain", "apply": "application", "feedback": "feedback", "reflect": "reflection"}
LONGEST = 2000
HORIZON = timedelta(days=366)
REWORDED_WITHIN = timedelta(days=14)
TAKEN_BACK_WITHIN = timedelta(days=7)
MOST_ASKED = 3
LEARNERS = frozenset({"gain", "intention", "application", "reflection"})


def stage(loop: Loop) -> tuple[bool, bool, bool, bool]:
    """Which of the four arcs are done, in their order: gain, apply, feedback, reflect.

    ``observed``, where the loop carries it, says whether somebody who saw it has said a word: feedback, too.
    """
    gain, apply, feedback, reflect = (hasattr(loop, ROWS[arc]) for arc in ARCS)
    return gain, apply, feedback or bool(getattr(loop, "observed", False)), reflect


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


def may_be_asked(loop: Loop, member: Member, part: str) -> None:
    """Refuse on "colleague" who cannot stand by the loop: oneself, its teacher, who is gone or blocked, too many."""
    if member.pk == loop.learner_id:
        raise ValidationError({"colleague": _("Name somebody else than yourself.")})
    if member.pk == loop.teacher_id:
        raise ValidationError({"colleague": _("%(name)s is asked anyway, as who taught it.") % {"name": member.name}})
    if not member.is_active or blocked(loop.learner, member):
        raise ValidationError({"colleague": _("We do not know this colleague.")})
    others = Asking.objects.filter(loop=loop, part=part).exclude(answer=Asking.Answer.NO)
    if part == Asking.Part.TAUGHT and (loop.teacher_id is not None or others.exists()):
        raise ValidationError({"colleague": _("You have named already who taught it.")})
    if others.count() >= MOST_ASKED:
        raise ValidationError({"colleague": _("Three are enough; you can take one back first.")})


def not_answered(asking: Asking) -> None:
    """Refuse a second answer, and one in a loop that was let go or has found its teacher meanwhile."""
    not_let_go(asking.loop)
    if asking.answer:
        raise ValidationError(_("You have answered this already."))
    if asking.part == Asking.Part.TAUGHT and asking.loop.teacher_id is not None:
        raise ValidationError(_("This is settled meanwhile; there is nothing for you to do."))


def writers_row(loop: Loop, by: Member, row: str) -> Step:
    """Return the step, refusing anybody but who wrote it."""
    if row in LEARNERS:
        as_learner(loop, by)
    elif row == "feedback":
        as_teacher(loop, by)
    else:
        raise PermissionDenied
    after(loop, row)
    step: Step = getattr(loop, row)
    return step


def still_to_reword(step: Step, words: str, now: datetime) -> str:
    """Return ``words``; raises ``ValidationError`` where the step was written too long ago to be put otherwise."""
    if not may_reword(step, now):
        raise ValidationError(_("This was written more than two weeks ago and stands as it is."))
    return words


def may_reword(step: Step, now: datetime) -> bool:
    """Whether the step is young enough to be put otherwise."""
    return now - step.at < REWORDED_WITHIN


def may_reopen(reflection: Reflection, now: datetime) -> None:
    """Refuse to take a loop up again that came full circle more than a week ago."""
    if not fresh(reflection, now):
        raise ValidationError(_("This loop came full circle a while ago. Begin a new one; this one stays as it is."))


def may_take_back(receipt: Receipt, now: datetime) -> None:
    """Refuse to take a receipt back that was given more than a week ago."""
    if not fresh(receipt, now):
        raise ValidationError(_("You confirmed this a while ago, and your colleague counts on it."))


def fresh(row: Receipt | Reflection, now: datetime) -> bool:
    """Whether the row is young enough to be taken back."""
    return now - row.at <= TAKEN_BACK_WITHIN


def a_confidence(sure: int) -> int:
    """Return one of the five; raises ``ValidationError`` on "sure" for anything else."""
    if sure not in Confidence.Sure.values:
        raise ValidationError({"sure": _("Choose one of the five.")})
    return sure


def an_answer(answer: str) -> str:
    """Return one of the three; raises ``ValidationError`` on "answer" for anything else."""
    if answer not in FollowUp.Answer.values:
        raise ValidationError({"answer": _("Choose one of the three.")})
    return answer
