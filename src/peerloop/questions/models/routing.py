"""Who is asked, who passes, and how many questions a week somebody takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.questions.models.question import Question

A_WEEK = 5


class Asked(models.Model):
    """The question goes to this member. ``told_at`` is None as long as peers debate, and of one
    under a pseudonym until the quarter-hour.

    Who asked sees to whom it goes, and each of those that it came to them; nobody else does.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="question_asked_once")]
        indexes = [models.Index(fields=["member", "told_at"])]


class Pass(models.Model):
    """The member leaves it to others; no reason is asked, nobody is told, nothing counts it."""

    asked = models.OneToOneField(Asked, on_delete=models.CASCADE, related_name="passing")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"at": UNTIL_ERASED}


class Reach(models.Model):
    """So many questions a week may be put to the member, 0: none. Without a row it is ``A_WEEK``. Theirs to see."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField(_("questions a week"), default=A_WEEK)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "most"), UNTIL_ERASED)
