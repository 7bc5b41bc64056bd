"""Answer the check at the end of the facilitator's course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.rules import require
from peerloop.vetting.course import QUESTIONS
from peerloop.vetting.models import Passed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.people.models import Member


@transaction.atomic
def take_check(answers: Mapping[str, int], *, by: Member) -> frozenset[str]:
    """Return the codes of the questions answered wrongly; with none the course is passed, once and for good.

    ``answers``: the place of the choice by the question's code. What was wrong is kept nowhere, and it may be taken
    again at once. Raises ``ValidationError`` by field for a question without an answer.
    """
    require(by.is_active)
    missing = {
        one.code: _("Please choose an answer.")
        for one in QUESTIONS
        if answers.get(one.code) not in range(len(one.choices))
    }
    if missing:
        raise ValidationError(missing)
    wrong = frozenset(one.code for one in QUESTIONS if answers[one.code] != one.right)
    if not wrong:
        passed, new = Passed.objects.get_or_create(member=by)
        if new:
            record("course.passed", actor=by, subject=passed, about=[by.pk])
    return wrong
