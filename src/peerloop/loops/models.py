"""One turn of gain, apply, feedback, reflect. Each step is a row, written once by the one whose step it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Loop(models.Model):
    """What somebody is learning, and with whose help."""

    learner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True, help_text="when the learner was first asked what they gained")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("learner", "teacher"), UNTIL_ERASED)

    class Meta:
        indexes = [
            models.Index(fields=["learner", "opened_at"]),
            models.Index(fields=["teacher", "opened_at"]),
        ]


class Step(models.Model):
    """What the steps share: one text and when it was written."""

    text = models.TextField(_("in your words"), max_length=2000)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"text": UNTIL_ERASED}

    class Meta:
        abstract = True


class Gain(Step):
    """ "What did you gain?", said by the learner after the session."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="gain")


class Intention(Step):
    """ "I will try it on … by …": the learner's, asked together with the gain."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="intention")
    by_when = models.DateField(_("by when"))


class Reminder(models.Model):
    """The day that the learner chose came, and nothing was said yet; putting it off takes this away."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="reminder")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Application(Step):
    """ "I tried it": the learner's claim, which a receipt may confirm."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="application")


class Feedback(Step):
    """What the one who taught says to it; only the two read it."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="feedback")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class Reflection(Step):
    """ "What have I learned?"; the learner's alone, and the end of the loop."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="reflection")


class Receipt(models.Model):
    """The one who taught confirms the applied claim."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="receipt")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Release(models.Model):
    """The learner has let the loop go unfinished; no reason is asked."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="release")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}
