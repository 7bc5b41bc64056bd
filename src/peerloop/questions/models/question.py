"""A question, how it is put otherwise, taken back or hidden, and who has it too."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill

LONGEST_TITLE, LONGEST_TEXT = 120, 10_000
A_DAY = 24


class Question(models.Model):
    """Something somebody asks, under their name (``by``) or a ``pseudonym``, the code of a bird.

    Of one under a pseudonym this row says nothing of who asked: it is made at a quarter-hour, and who it was stands in
    ``Sealed`` alone. ``hours``: after so many without an answer the next helper is asked; ``next_at``: when that is, or
    None. ``debate_until``: so long peers debate before anybody is asked. ``sequence`` counts its changes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    pseudonym = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("your question"), max_length=LONGEST_TITLE)
    text = models.TextField(_("more about it"), max_length=LONGEST_TEXT, blank=True)
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now, db_index=True)
    hours = models.PositiveSmallIntegerField(null=True, default=A_DAY)
    next_at = models.DateTimeField(null=True)
    debate_until = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "title", "text"), UNTIL_ERASED)

    class Meta:
        indexes = [
            models.Index(fields=["by", "at"]),
            models.Index(fields=["next_at"], name="question_next", condition=models.Q(next_at__isnull=False)),
            models.Index(
                fields=["debate_until"], name="question_debate", condition=models.Q(debate_until__isnull=False)
            ),
        ]


class Rewording(models.Model):
    """How a question under a pseudonym will read from the next quarter-hour on. ``sequence`` counts its changes."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="rewording")
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    sequence = models.PositiveIntegerField(default=1, db_default=1)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "text"), UNTIL_ERASED)


class Withdrawal(models.Model):
    """Who asked has taken the question back: its words are gone; who answered keeps their answer."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="withdrawal")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class QuestionHiding(models.Model):
    """A moderator has hidden the question; who asked still reads it, and why."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="hiding")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason"), UNTIL_ERASED)


class MeToo(models.Model):
    """A member has the same question; counted for everybody, named to nobody."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="me_toos")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="question_me_too_once")]
