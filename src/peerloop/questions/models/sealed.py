"""Who stands behind a pseudonym: read by nobody but themselves, unless two moderators open it together."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.questions.models.answers import Answer
from peerloop.questions.models.question import LONGEST_TITLE, Question
from peerloop.skills.models import Skill


class Waiting(models.Model):
    """A question under a pseudonym until the next quarter-hour, at which its question row is made; its asker's alone.

    ``to``: whom it then goes to, by id.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    hours = models.PositiveSmallIntegerField(null=True)
    debate_hours = models.PositiveSmallIntegerField(null=True)
    to = models.JSONField(default=list)
    due_at = models.DateTimeField(db_index=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "title", "text", "to"), UNTIL_ERASED)


class Sealed(models.Model):
    """Who asked under the pseudonym."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="sealed")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}


class Deciding(models.Model):
    """What its asker under a pseudonym takes from the next quarter-hour on: this ``answer``, or none."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="deciding")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {}


class Opening(models.Model):
    """A moderator wants to know who asked, and says why; with the word of a second one it is open to the two.

    Who asked is told, with the reason.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="opening")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)
    seconded_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason", "seconded_by"), UNTIL_ERASED)
