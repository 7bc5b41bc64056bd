"""Words on their way to a member, and what the member wants to hear of."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member


class Notice(models.Model):
    """One message to one member about one journal entry; its words are made when it is sent, not before."""

    class Drop(models.TextChoices):
        NOT_SEEN = "not_seen", _("it is over, or no longer the reader's to see")
        SILENCED = "silenced", _("the reader does not want this kind")
        DEPARTED = "departed", _("the reader has left")
        STALE = "stale", _("it waited too long to be worth reading")
        RESTORED = "restored", _("it waited in a backup")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    entry = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    why_dropped = models.CharField(max_length=20, choices=Drop.choices, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "entry", "kind"], name="notice_once")]
        indexes = [models.Index(fields=["member", "sent_at"])]


class Silence(models.Model):
    """The member does not want mail of this kind."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="silence_once")]


class QuietHours(models.Model):
    """When the member wants no mail, in their own zone; without a row 19:00 to 08:00."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    starts = models.TimeField(_("quiet from"), default=time(19))
    ends = models.TimeField(_("until"), default=time(8))

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}
