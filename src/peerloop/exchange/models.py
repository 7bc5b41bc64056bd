"""Days beside a colleague and weeks in another team: what is offered, who asked, and what was answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Pairing
from peerloop.people.models import UNTIL_ERASED, Member, Team
from peerloop.schedule.models import Session

MOST_PLACES = 5
MOST_WEEKS = 26
WORKING_DAYS = 5
WHAT = 600


class Day(models.Model):
    """A day on which the host lets colleagues come along; the session is booked with the first yes.

    ``offered``: the host says "you may shadow me", and colleagues find it; else a guest has asked for this day.
    """

    host = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    offered = models.BooleanField(default=True)
    about = models.CharField(_("what one will see"), max_length=WHAT)
    local_date = models.DateField(_("day"))
    local_time = models.TimeField(_("from"))
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(_("how many"), validators=[MaxValueValidator(MOST_PLACES)])
    where = models.CharField(_("where to meet"), max_length=120, blank=True)
    session = models.OneToOneField(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("host", "about", "where"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="day_in_order")
        ]


class DayOff(models.Model):
    """The day is no longer offered; what was agreed stays."""

    day = models.OneToOneField(Day, on_delete=models.CASCADE, related_name="off")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class DayRequest(models.Model):
    """A guest asks to come along, with a word."""

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="requests")
    guest = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("a word to them"), max_length=280, blank=True)
    asked_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("guest", "word"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["guest", "day"])]


class Place(models.Model):
    """Somebody offers a place in their team for some weeks; ``team`` is the host's, as it was."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    host = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(_("what one will do"), max_length=WHAT)
    starts_on = models.DateField(_("from"))
    weeks = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)])
    days = models.PositiveSmallIntegerField(
        _("days a week"), validators=[MinValueValidator(1), MaxValueValidator(WORKING_DAYS)]
    )
    places = models.PositiveSmallIntegerField(_("how many"), validators=[MaxValueValidator(MOST_PLACES)])
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("host", "about"), UNTIL_ERASED)

    @property
    def ends_on(self) -> date:
        """The last day of the last week."""
        return self.starts_on + timedelta(weeks=self.weeks, days=-1)


class PlaceOff(models.Model):
    """The place is no longer offered; what was agreed stays."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="off")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Rotation(models.Model):
    """A member asks for a place in another team; a pairing once the host and the member's manager have said yes."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="rotations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("a word to the host"), max_length=280, blank=True)
    asked_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)
    pairing = models.OneToOneField(Pairing, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "word"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["member", "place"])]


class Consent(models.Model):
    """One of those who are asked says yes: the host, or the member's manager."""

    class Part(models.TextChoices):
        HOST = "host", _("the host")
        MANAGER = "manager", _("the manager")

    rotation = models.ForeignKey(Rotation, on_delete=models.CASCADE, related_name="consents")
    part = models.CharField(max_length=7, choices=Part.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rotation", "part"], name="consent_once")]


class Reply(models.Model):
    """How a request ended; one of ``day_request`` and ``rotation`` is set."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("agreed")
        DECLINED = "declined", _("not possible this time")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("no answer in time")
        TAKEN = "taken", _("the place was taken")

    day_request = models.OneToOneField(DayRequest, null=True, on_delete=models.CASCADE, related_name="reply")
    rotation = models.OneToOneField(Rotation, null=True, on_delete=models.CASCADE, related_name="reply")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day_request__isnull=True) ^ models.Q(rotation__isnull=True), name="reply_to_one"
            )
        ]


class WeekPlan(models.Model):
    """What a week in the other team is for; the member's and the host's to write."""

    rotation = models.ForeignKey(Rotation, on_delete=models.CASCADE, related_name="plan")
    week = models.PositiveSmallIntegerField()
    text = models.CharField(_("what this week is for"), max_length=WHAT, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = {"text": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rotation", "week"], name="week_planned_once")]
