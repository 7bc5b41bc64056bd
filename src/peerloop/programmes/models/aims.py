"""What a programme is to reach, how far it is, and its timetable."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.programmes.models.programme import Programme

LONGEST_AIM, LONGEST_SOURCE, LONGEST_LINE = 160, 200, 120


class Objective(models.Model):
    """Something to be reached, as a number that goes from ``baseline`` to ``target``.

    ``measured``: whether somebody writes the number down with its source, or the house counts it.
    """

    class Measured(models.TextChoices):
        BY_HAND = "by_hand", _("written down by hand, with its source")
        PARTICIPANTS = "participants", _("counted here: people who take part")
        MET = "met", _("counted here: people who have met somebody")
        SESSIONS = "sessions", _("counted here: sessions held")
        LOOPS = "loops", _("counted here: loops closed")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="objectives")
    place = models.PositiveSmallIntegerField()
    aim = models.CharField(_("what is to be reached"), max_length=LONGEST_AIM)
    unit = models.CharField(_("counted in"), max_length=40, blank=True)
    measured = models.CharField(max_length=12, choices=Measured.choices, default=Measured.BY_HAND)
    baseline = models.DecimalField(_("where it stands"), max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_source = models.CharField(_("how it is known"), max_length=LONGEST_SOURCE, blank=True)
    target = models.DecimalField(_("where it is to be"), max_digits=12, decimal_places=2)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("aim", "unit", "baseline_source"), UNTIL_ERASED)

    class Meta:
        ordering = ["place", "pk"]


class Amount(models.Model):
    """How far an objective is on a day, written down by hand; the latest is where it stands."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="amounts")
    on = models.DateField(_("on which day"))
    value = models.DecimalField(_("how much it is"), max_digits=12, decimal_places=2)
    source = models.CharField(_("how it is known"), max_length=LONGEST_SOURCE)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("source", "by"), UNTIL_ERASED)

    class Meta:
        ordering = ["on", "pk"]


class Milestone(models.Model):
    """A day of the timetable."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField(_("day"))
    title = models.CharField(_("what happens"), max_length=LONGEST_LINE)

    PERSONAL: ClassVar[dict[str, str]] = {"title": UNTIL_ERASED}

    class Meta:
        ordering = ["on", "pk"]
