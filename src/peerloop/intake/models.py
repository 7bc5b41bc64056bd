"""Files of people on their way in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member


class Upload(models.Model):
    """A file as it was given, kept until it is imported or a day has passed."""

    by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name", "content"), "one day")


class Import(models.Model):
    """One import: asked for, under way, done or refused; with its counts."""

    upload = models.OneToOneField(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    complete = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=now)
    rows = models.PositiveIntegerField(default=0)
    done_rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name"), UNTIL_ERASED)
