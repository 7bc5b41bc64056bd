"""Who takes part, who would rather not, and what stands in their way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.programmes.models.programme import Programme


class Participant(models.Model):
    """A member takes part; the row goes when they leave."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "member"], name="programme_participant_once")]


class Declined(models.Model):
    """A member does not want to be asked again; nobody else ever learns it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "member"], name="programme_declined_once")]


class Obstacle(models.Model):
    """What stands in a participant's way, said privately: counted by kind, shown to nobody but them."""

    class Kind(models.TextChoices):
        NO_TIME = "no_time", _("I have no time for it")
        NOBODY = "nobody", _("I have found nobody to learn with")
        MANAGER = "manager", _("My manager does not back it")
        NOT_USEFUL = "not_useful", _("It is of no use to me")
        OTHER = "other", _("Something else")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "kind", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "member"], name="programme_obstacle_once")]
