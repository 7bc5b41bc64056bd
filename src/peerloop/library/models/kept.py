"""Where resources stand, and what they came of."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.library.models.resource import LONGEST_TITLE, Resource
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session


class Collection(models.Model):
    """A shelf that a member has put together for everybody."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    about = models.CharField(_("what it is for"), max_length=500, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "about", "by"), UNTIL_ERASED)


class Item(models.Model):
    """A resource on a shelf, in its place."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "resource"], name="item_once")]


class Origin(models.Model):
    """The session that a resource came of; ``what``: "notes", or "material-" and the number of what lay there."""

    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, related_name="origin")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "what"], name="filed_once")]
