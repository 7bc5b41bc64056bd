"""Sessions that repeat. A stretch says how from a date on; each date is a session of the schedule, or skipped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Skill


class Repeats(models.TextChoices):
    """How often, counted from the first date; the words are the engine's."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every second week")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month on the same weekday, such as the second Tuesday")
    MONTHLY_LAST_WEEKDAY = "monthly_last_weekday", _("every month on the last such weekday, such as the last Friday")
    MONTHLY_DAY = "monthly_day", _("every month on the same day, such as the 15th")


class Series(models.Model):
    """Repeating sessions under one or two who lead. ``version`` counts the changes of all that is still to come.

    ``asked_lead``: who is asked to lead it, too, and has not answered yet.
    """

    kind = models.CharField(max_length=20)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    co_lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("lead", "co_lead", "asked_lead"), UNTIL_ERASED)


class Stretch(models.Model):
    """How the series goes from its first date on, until the next stretch begins. Wall time and zone are the truth."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="stretches")
    starts_on = models.DateField(_("first date"))
    repeats = models.CharField(_("how often"), max_length=20, choices=Repeats.choices, default=Repeats.WEEKLY)
    until = models.DateField(_("last day"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("how many times"), null=True, blank=True)
    local_time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("link"), blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "about", "place", "link"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "starts_on"], name="stretch_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) ^ models.Q(times__isnull=True), name="stretch_has_one_end"
            ),
        ]


class Occurrence(models.Model):
    """One date of the series: the session that was made for it, wherever that was moved to since."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="occurrences")
    date = models.DateField()
    session = models.OneToOneField(Session, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "date"], name="occurrence_once")]


class Skip(models.Model):
    """The date is left out; taken back by deleting it."""

    class Why(models.TextChoices):
        CHOSEN = "chosen", _("left out")
        CLASH = "clash", _("who leads is not free then")

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="skip")
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.CHOSEN)
    word = models.CharField(_("why"), max_length=280, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("word", "by"), UNTIL_ERASED)


class Joining(models.Model):
    """The member takes part in every date that is made from now on; deleted when they do no more."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="joinings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "member"], name="series_joined_once")]
