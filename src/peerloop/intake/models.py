"""Files of people on their way in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Upload(models.Model):
    """A file as it was given, kept until it is imported or a day has passed."""

    by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name", "content"), "one day")


class Import(models.Model):
    """One import: asked for, then done or refused; with its counts.

    How far one under way has come is told by ``progress``, outside its transaction.
    """

    upload = models.OneToOneField(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    complete = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False, help_text="that it may retire more than a few")
    asked_at = models.DateTimeField(default=now)
    rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name"), UNTIL_ERASED)


class TakenBack(models.Model):
    """The member has taken this offer or need back: no file brings it in again."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("offer")
        NEED = "need", _("need")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "skill", "kind"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "skill", "kind"], name="taken_back_once")]
