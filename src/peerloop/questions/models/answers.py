"""What is answered, what is said about it, and what it was worth."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.files.models import File
from peerloop.kit.clock import now
from peerloop.loops.models import Loop
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.questions.models.question import LONGEST_TEXT, Question

LONGEST_REMARK, LONGEST_SOURCE = 1_000, 300


class Answer(models.Model):
    """An answer, always under one's name. ``another_view``: it stands beside the others; with a ``source`` it stays
    pinned, however many found another one helpful.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("your answer"), max_length=LONGEST_TEXT)
    another_view = models.BooleanField(_("another view"), default=False)
    source = models.CharField(_("where it says so"), max_length=LONGEST_SOURCE, blank=True)
    files = models.ManyToManyField(File, related_name="+")
    mentions = models.ManyToManyField(Member, related_name="+")
    at = models.DateTimeField(default=now)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text", "source", "mentions"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["by", "at"]), models.Index(fields=["question", "at"])]


class AnswerHiding(models.Model):
    """A moderator has hidden the answer; who wrote it still reads it, and why."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="hiding")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason"), UNTIL_ERASED)


class Remark(models.Model):
    """A short word under an answer, or under the question (no ``answer``).

    Of the asker under a pseudonym (``from_asker``) it has no author, and is ``shown`` at the next quarter-hour.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="remarks")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    from_asker = models.BooleanField(default=False)
    shown = models.BooleanField(default=True)
    text = models.CharField(_("your remark"), max_length=LONGEST_REMARK)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_ERASED)


class RemarkHiding(models.Model):
    """A moderator has hidden the remark; who made it still reads it, and why."""

    remark = models.OneToOneField(Remark, on_delete=models.CASCADE, related_name="hiding")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason"), UNTIL_ERASED)


class Helped(models.Model):
    """A member says that the answer helped them; counted, named to nobody."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="helped")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "member"], name="answer_helped_once")]


class Acceptance(models.Model):
    """Who asked takes this answer."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="acceptance")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="acceptance")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Verification(models.Model):
    """Somebody who is vouched for in the skill has checked the answer, and looks again on a day.

    ``asked_at``: when that day had come and they were asked, None before.
    """

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="verification")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    look_again_on = models.DateField(_("look again on"))
    asked_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    class Meta:
        indexes = [models.Index(fields=["look_again_on"])]


class Tried(models.Model):
    """A member has begun a loop from the answer; theirs alone to see."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "member"], name="answer_tried_once")]
