"""Two swap, or three or four go round: proposed by a run, a pairing for each direction once all have said yes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models.organising import Run
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Need, Skill


class Ring(models.Model):
    """Two to four members of whom each teaches one and learns from another; holds a seat of each while it is open."""

    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    answer_by = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = {}


class Place(models.Model):
    """One direction of a ring: who learns what from whom. The teacher is the learner of the next place."""

    ring = models.ForeignKey(Ring, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="+")
    learner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("need", "learner", "teacher"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ring", "learner"], name="ring_learns_once"),
            models.UniqueConstraint(fields=["ring", "teacher"], name="ring_teaches_once"),
        ]


class Yes(models.Model):
    """The learner of the place has said yes to the ring: to learning there, and to teaching in the place before."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="yes")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class RingOutcome(models.Model):
    """What became of the ring. Who could not is kept nowhere."""

    class Kind(models.TextChoices):
        FORMED = "formed", _("all have said yes")
        RELEASED = "released", _("not this time")

    ring = models.OneToOneField(Ring, on_delete=models.CASCADE, related_name="outcome")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}
