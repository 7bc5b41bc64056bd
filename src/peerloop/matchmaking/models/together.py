"""What two who learn together keep between them: goals, an agenda, a notebook, thanks. Only the two read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models.pairing import Pairing
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session

LINE, PAGE, WORD = 280, 4_000, 1_000


class Goal(models.Model):
    """Where the two want to get, and by when; either sets, changes or reaches it."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=LINE)
    day = models.DateField(_("by when"), null=True, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "day", "by"), UNTIL_ERASED)


class Reached(models.Model):
    """The goal is reached."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="reached")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Point(models.Model):
    """Something to talk about; stands on the agenda of each next meeting until it is ticked off."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="points")
    text = models.CharField(_("point"), max_length=LINE)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class Tick(models.Model):
    """The point was talked about, at this meeting where one had begun."""

    point = models.OneToOneField(Point, on_delete=models.CASCADE, related_name="tick")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Note(models.Model):
    """A note in the notebook of the two. Both write in it; ``version`` tells a change made to an older text."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=PAGE)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by", "changed_by"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["pairing", "changed_at"])]


class Thanks(models.Model):
    """A word of thanks at the end, from one of the two to the other."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="thanks")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("a word of thanks"), max_length=WORD)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pairing", "by"], name="thanks_once")]


class Quiet(models.Model):
    """Nothing was heard for two weeks, and the two were asked whether they are still at it."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="quiets")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class StillAtIt(models.Model):
    """One of the two has answered that they are."""

    quiet = models.OneToOneField(Quiet, on_delete=models.CASCADE, related_name="still")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class NotAFit(models.Model):
    """The two were no fit for this skill and are not suggested to one another for it; who said so is kept nowhere."""

    learner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey("skills.Skill", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("learner", "teacher"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["learner", "teacher"])]
