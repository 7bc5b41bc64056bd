"""Circles formed of many at once: what was asked, the draft that came of it, who is left out and why."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.circles.models.circle import Circle
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.programmes.models import Programme
from peerloop.skills.models import Skill

ONE_MONTH = "one month"


class Forming(models.Model):
    """An organiser wants circles formed about some skills; computed as a draft, then made or thrown away.

    ``programme``: of those alone who take part in it. ``led``: only circles in which somebody may facilitate.
    ``openness`` and ``format``: what the circles are like.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, null=True, on_delete=models.SET_NULL, related_name="+")
    skills = models.ManyToManyField(Skill, related_name="+")
    least = models.PositiveSmallIntegerField(_("at least so many people"), default=4)
    most = models.PositiveSmallIntegerField(_("at most so many people"), default=8)
    of_a_team = models.PositiveSmallIntegerField(_("at most so many of one team"), default=2)
    minutes = models.PositiveSmallIntegerField(_("minutes a week"), default=60)
    led = models.BooleanField(_("only circles in which somebody may facilitate"), default=False)
    openness = models.CharField(max_length=8, choices=Circle.Openness.choices, default=Circle.Openness.OPEN)
    format = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Draft(models.Model):
    """A circle as it would be: about what, when it would meet first, who would facilitate; ``circle`` once made."""

    forming = models.ForeignKey(Forming, on_delete=models.CASCADE, related_name="drafts")
    place = models.PositiveIntegerField()
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    facilitator = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    circle = models.OneToOneField(Circle, null=True, on_delete=models.SET_NULL, related_name="+")
    dropped = models.BooleanField(default=False)
    """Whether, when it was to be made, too few were still there."""

    PERSONAL: ClassVar[dict[str, str]] = {"facilitator": ONE_MONTH}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forming", "place"], name="draft_circle_once")]


class DraftSeat(models.Model):
    """Who would be in it; ``knows``: offers the skill."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    knows = models.BooleanField(default=False)

    PERSONAL: ClassVar[dict[str, str]] = {"member": ONE_MONTH}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "member"], name="draft_seat_once")]


class LeftOut(models.Model):
    """Who wants a skill and has no circle: which one rule, given way, would place them, and when that would be."""

    forming = models.ForeignKey(Forming, on_delete=models.CASCADE, related_name="left_out")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    starts_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "rule", "starts_at"), ONE_MONTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forming", "member"], name="left_out_once")]


class Making(models.Model):
    """The draft is to become circles; ``finished_at`` once they all are."""

    forming = models.OneToOneField(Forming, on_delete=models.CASCADE, related_name="making")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Discard(models.Model):
    """Nobody wants the draft: it is thrown away, or the forming is stopped."""

    forming = models.OneToOneField(Forming, on_delete=models.CASCADE, related_name="discard")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
