"""The programme itself, who runs it, and how it stands."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.guidelines.models import Guidelines
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member, Team

LONGEST_TITLE, LONGEST_WHY = 120, 2000


class Programme(models.Model):
    """What is to be reached, for whom and when. It is a draft until it is opened, and over once it is closed.

    ``teams``: whom it is for, each with the teams below it; none: everybody. ``ends_on``: the last day of a cohort,
    None for one that goes on (evergreen). ``join_by``: the last day to join. ``allowance``: minutes a week that those
    who take part have for learning, None where it says nothing of it. ``formats``: codes, in the order of use.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("name"), max_length=LONGEST_TITLE)
    why = models.TextField(_("why"), max_length=LONGEST_WHY, blank=True)
    template = models.CharField(max_length=30, blank=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sponsor = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    teams = models.ManyToManyField(Team, related_name="+", blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    join_by = models.DateField(_("last day to join"), null=True, blank=True)
    allowance = models.PositiveSmallIntegerField(
        _("minutes a week for learning"), null=True, blank=True, validators=[MaxValueValidator(40 * 60)]
    )
    formats = models.JSONField(default=list, blank=True)
    guidelines = models.ForeignKey(Guidelines, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asks_teach_back = models.BooleanField(_("group sessions ask for a teach-back"), default=False)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "why", "owner", "sponsor"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="programme_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Organiser(models.Model):
    """A member runs it with its owner."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="organisers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "by"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "member"], name="programme_organiser_once")]


class Opening(models.Model):
    """It is there for those it is for; before it starts they may already join."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="opening")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Closing(models.Model):
    """It is over: somebody who runs it said so, or (None) its last day has passed."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="closing")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class CallOut(models.Model):
    """Everybody whom it is for was invited at this time; ``asked``: how many that were."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="call_outs")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    asked = models.PositiveIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
