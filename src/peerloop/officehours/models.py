"""A standing hour, who comes to it, in which order, and who goes in together. Nobody but the host sees who comes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.series.models import Series

A_MONTH = "30 days after its date, then the words are deleted; the row until its member is erased"


class OfficeHour(models.Model):
    """The standing hour of who leads its series; its row is the lock of its queues."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="+")
    slot = models.PositiveSmallIntegerField(_("minutes for each"), default=10)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Visit(models.Model):
    """Somebody in the queue of one date. ``place``: order of arrival; ``stands_at``: order of being called."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        ABSENT = "absent", _("was not here")
        LEFT = "left", _("left the queue")
        NOT_REACHED = "not_reached", _("was not reached")
        POSTPONED = "postponed", _("comes next time")
        OFF = "off", _("the date was cancelled")

    hour = models.ForeignKey(OfficeHour, on_delete=models.CASCADE, related_name="visits")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("what it is about"), max_length=280, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    place = models.PositiveIntegerField()
    stands_at = models.IntegerField()
    asked_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("member", "asked_at", "told_at", "called_at", "ended_at", "outcome"), UNTIL_ERASED
    ) | {"text": A_MONTH}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "place"], name="visit_place_once"),
            models.UniqueConstraint(
                fields=["session", "member"], condition=Q(ended_at__isnull=True), name="visit_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["member", "session"])]


class Joint(models.Model):
    """Two may have the same question: each is asked alone, and neither learns the other's before both say yes.

    ``one`` came first. ``by``: the host who asked them, None where the house did.
    """

    one = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="+")
    two = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    one_says = models.BooleanField(null=True)
    two_says = models.BooleanField(null=True)
    agreed_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "one_says", "two_says"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "two"], name="joint_asked_once")]


class Pause(models.Model):
    """The host pauses: nobody is called, everybody keeps their place."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=Q(ended_at__isnull=True), name="paused_once")
        ]
