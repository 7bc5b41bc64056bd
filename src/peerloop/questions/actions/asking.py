"""Ask: under one's name at once, under a pseudonym from the next quarter-hour on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.questions.actions.held import hold_members
from peerloop.questions.actions.putting import put_to
from peerloop.questions.models import Question, Sealed, Waiting
from peerloop.questions.rules import (
    ASKED_WITHIN,
    DEBATES,
    HOURS,
    MOST_ASKED,
    MOST_TO,
    in_hours,
    next_quarter,
    no_secret,
    not_too_often,
    what_is_asked,
)
from peerloop.search.actions import index

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def ask(
    *,
    by: Member,
    title: str,
    text: str = "",
    skill: Skill | None = None,
    to: Sequence[Member] = (),
    hours: int | None = 24,
    debate_hours: int | None = None,
    pseudonymous: bool = False,
    uid: UUID | None = None,
    anyway: bool = False,
) -> Question | Waiting:
    """Ask and return the question; under a pseudonym what waits until the next quarter-hour.

    ``to``: whom it goes to first; of them those who can be asked are. ``hours``: after so many without an answer the
    next one is asked, None: nobody. ``debate_hours``: so long peers debate before anybody is asked. ``uid`` is the
    form's: sending it twice asks once. Raises ``ValidationError`` by field, ``LooksSecret`` once unless ``anyway``,
    ``TooOften``; ``PermissionDenied`` for who has left.
    """
    if not by.is_active:
        raise PermissionDenied
    said = what_is_asked(title, text)
    hours, debate = in_hours(hours, HOURS, "hours"), in_hours(debate_hours, DEBATES, "debate_hours")
    if len(to) > MOST_TO:
        raise ValidationError({"to": _("Ask at most %(most)s colleagues.") % {"most": MOST_TO}})
    hold_members([by.pk, *(one.pk for one in to)])  # all in one order; a second click waits for the first
    if uid is not None and (there := _asked_before(uid, by)):
        return there
    not_too_often(_lately(by), now(), most=MOST_ASKED, within=ASKED_WITHIN)
    no_secret(said["title"], said["text"], anyway=anyway)
    if pseudonymous:
        waiting = Waiting.objects.create(
            uid=uid or uuid4(), member=by, skill=skill, hours=hours, debate_hours=debate,
            to=[member.pk for member in to], due_at=next_quarter(now()), **said,
        )  # fmt: skip
        record("question.waits", actor=None, subject=waiting)
        return waiting
    question = Question.objects.create(
        uid=uid or uuid4(), by=by, skill=skill, at=now(), hours=hours,
        debate_until=now() + timedelta(hours=debate) if debate else None, **said,
    )  # fmt: skip
    index("question", [question.pk])
    record("question.asked", actor=by, subject=question, about=[by.pk])
    put_to(question, [member.pk for member in to], asker=by)
    return question


@transaction.atomic
def take_waiting_back(waiting: Waiting, *, by: Member) -> None:
    """Take a question back before anybody sees it; raises ``PermissionDenied`` for anybody but its asker."""
    if waiting.member_id != by.pk:
        raise PermissionDenied
    for row in Waiting.objects.select_for_update().filter(pk=waiting.pk):
        record("question.unwaited", actor=None, subject=row)
        row.delete()


def _asked_before(uid: UUID, by: Member) -> Question | Waiting | None:
    """Return what came of this form already; raises ``PermissionDenied`` where it is another's."""
    waiting = Waiting.objects.filter(uid=uid).first()
    question = Question.objects.filter(uid=uid).first()
    if waiting is not None and waiting.member_id == by.pk:
        return waiting
    if question is not None and (
        question.by_id == by.pk or Sealed.objects.filter(question=question, member=by).exists()
    ):
        return question
    if waiting or question:
        raise PermissionDenied
    return None


def _lately(by: Member) -> list[datetime]:
    since = now() - ASKED_WITHIN
    named = Question.objects.filter(by=by, at__gt=since).values_list("at", flat=True)
    sealed = Sealed.objects.filter(member=by, question__at__gt=since).values_list("question__at", flat=True)
    waiting = [min(at, now()) for at in Waiting.objects.filter(member=by).values_list("due_at", flat=True)]
    return [*named, *sealed, *waiting]
