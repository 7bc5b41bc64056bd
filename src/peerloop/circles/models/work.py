"""What a circle does, and what it leaves: goals, meetings, tasks, its closing and the words of those in it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.circles.models.circle import LONGEST_LINE, Circle
from peerloop.kit.clock import now
from peerloop.loops.models import Loop
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session

LONGEST_WORD = 1000


class Goal(models.Model):
    """A step towards what the circle wants to reach; how far it is say its ``progress`` rows, the latest counts."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="goals")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.CharField(_("a step towards it"), max_length=LONGEST_LINE)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class Progress(models.Model):
    """How far a goal is, in per cent, and a word about it."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="progress")
    share = models.PositiveSmallIntegerField(_("how far you are"))
    text = models.CharField(_("a word about it"), max_length=LONGEST_LINE, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(share__lte=100), name="progress_is_a_share")]


class Meeting(models.Model):
    """The circle meets in this session."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="meetings")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Task(models.Model):
    """Something to try between two meetings; everybody in the circle is asked to."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="tasks")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("what to try"), max_length=500)
    due_on = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class TaskDone(models.Model):
    """A member has tried it. ``loop``: which loop of theirs it went into, theirs alone to know."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="done")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("what happened when you tried it"), max_length=LONGEST_WORD, blank=True)
    loop = models.ForeignKey(Loop, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "text", "loop", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "member"], name="task_done_once")]


class Closing(models.Model):
    """The circle has come to its end; what it was stays to be read by those who were in it."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="closing")
    text = models.TextField(_("what you reached together"), max_length=2000, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class Word(models.Model):
    """What a member took with them, in their own words; who may read it is theirs to say, and to take back."""

    class Consent(models.TextChoices):
        CIRCLE = "circle", _("only those who were in the circle")
        UNNAMED = "unnamed", _("whoever reads the report, without my name")
        NAMED = "named", _("whoever reads the report, with my name")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("what you take with you"), max_length=LONGEST_WORD)
    consent = models.CharField(_("who may read it"), max_length=8, choices=Consent.choices, default=Consent.CIRCLE)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "text", "consent"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="word_once")]


class Report(models.Model):
    """The closing report is published: whoever may find the circle reads it, with the words that are given for it."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="report")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
