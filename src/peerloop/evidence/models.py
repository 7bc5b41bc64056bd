"""What a member says of a skill that their contributions speak for. The skills themselves are read, not stored."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Verdict(models.Model):
    """Its member's word on one skill: left out, really another one, or still so."""

    class Says(models.TextChoices):
        LEFT_OUT = "left_out"
        OTHER = "other"
        STILL_SO = "still_so"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=8, choices=Says.choices)
    instead = models.ForeignKey(Skill, null=True, on_delete=models.CASCADE, related_name="+", help_text="of OTHER")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "skill", "says", "instead", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "skill"], name="verdict_once"),
            models.CheckConstraint(
                condition=models.Q(says="other", instead__isnull=False)
                | (~models.Q(says="other") & models.Q(instead__isnull=True)),
                name="verdict_other_names_one",
            ),
        ]


class Word(models.Model):
    """The one gentle word that was said to a member about a skill that they might offer."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "skill", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "skill"], name="word_about_skill_once")]
