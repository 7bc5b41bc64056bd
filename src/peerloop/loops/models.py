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
    """What the steps share: one text, when it was written, and when its writer last put it otherwise."""

    text = models.TextField(_("in your words"), max_length=2000)
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True)

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


class Draft(Step):
    """A reflection that was taken up again: its words wait for the learner, who alone reads them."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="draft")


class Confidence(models.Model):
    """How sure of themselves the learner was before, and after; theirs alone."""

    class When(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    class Sure(models.IntegerChoices):
        LOST = 1, _("I would not know where to begin")
        FOLLOWING = 2, _("I can follow somebody who does it")
        HELPED = 3, _("I manage with some help")
        ALONE = 4, _("I manage by myself")
        SHOWING = 5, _("I could show it to somebody")

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="confidences")
    when = models.CharField(max_length=6, choices=When.choices)
    sure = models.PositiveSmallIntegerField(choices=Sure.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"sure": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loop", "when"], name="confidence_once")]


class Asking(models.Model):
    """The learner asks a colleague to stand by a loop: as who taught it, or as who saw it applied.

    Whoever taught says yes and is the loop's teacher from then on. Whoever saw it says yes with an ``Observation``.
    """

    class Part(models.TextChoices):
        TAUGHT = "taught", _("taught it")
        SAW = "saw", _("saw it applied")

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="askings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=6, choices=Part.choices)
    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loop", "member"], name="asking_once")]
        indexes = [models.Index(fields=["member", "answer"])]


class Observation(Step):
    """What somebody who saw it applied says to it; only they and the learner read it."""

    asking = models.OneToOneField(Asking, on_delete=models.CASCADE, related_name="observation")


class FollowUp(models.Model):
    """ "Did you use it?", asked so many days after the loop came full circle."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, I used it")
        NOT_YET = "not_yet", _("Not yet")
        NO_MORE = "no_more", _("Not any more")

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"answer": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loop", "days"], name="follow_up_once")]


class TeachOn(models.Model):
    """Whoever closed a loop is asked, once for a skill, whether they would offer it; a no is kept."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="teach_on")
    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"answer": UNTIL_ERASED}
