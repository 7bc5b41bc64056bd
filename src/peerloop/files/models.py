"""What members have brought, and who may have it. The bytes lie in the data folder, under the file's own number."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member


class File(models.Model):
    """A stored file: what it is by its content, whatever its name says."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("name", "by"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["by", "at"])]


class Preview(models.Model):
    """A small picture of a file, made by the worker; its bytes lie under a number of their own."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="preview")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Grant(models.Model):
    """The member may have the file; no ``member``: everybody here. Given and taken back by the room that shows it."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "member"], name="grant_once"),
            models.UniqueConstraint(fields=["file"], condition=models.Q(member=None), name="grant_to_all_once"),
        ]
