"""Words on their way to a member, and what the member wants to hear of, how and when."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.notices.channels import Channel
from peerloop.people.models import UNTIL_ERASED, Member

KEPT = "six months, or until its member is erased"


class Digest(models.Model):
    """One mail with what came by a day and hour of the member's choice; ``slot`` is that day in their own zone.

    Its notices are laid into it when it is made; what of them is read or over by the time of sending falls out.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    slot = models.DateField()
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": KEPT}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "slot"], name="digest_once")]


class Notice(models.Model):
    """One message to one member about one journal entry; its words are made when it is shown or sent, not before.

    It reaches the reader at ``arrived_at``: from then on it stands on their page, and goes by mail or into the digest
    as ``channel`` says. Until then it waits for its place among the week's gentle words. Once dropped it is nowhere.
    """

    class Drop(models.TextChoices):
        NOT_SEEN = "not_seen", _("it is over, or no longer the reader's to see")
        SILENCED = "silenced", _("the reader does not want this kind")
        DEPARTED = "departed", _("the reader has left")
        STALE = "stale", _("it waited too long to be worth reading")
        RESTORED = "restored", _("it waited in a backup")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    entry = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, default="", db_default="")
    subject = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.MAIL, db_default="mail")
    made_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    arrived_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.SET_NULL, related_name="notices")
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    why_dropped = models.CharField(max_length=20, choices=Drop.choices, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": KEPT, "read_at": KEPT}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "entry", "kind"], name="notice_once")]
        indexes = [
            models.Index(fields=["member", "sent_at"]),
            models.Index(
                fields=["member", "-arrived_at", "-id"], name="notice_there", condition=models.Q(dropped_at=None)
            ),
            models.Index(
                fields=["member", "subject"], name="notice_unread", condition=models.Q(dropped_at=None, read_at=None)
            ),
            models.Index(fields=["made_at"], name="notice_age"),
        ]


class Preference(models.Model):
    """How notices of a kind are to reach the member, where they have said so."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "channel"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="preference_once")]


class QuietHours(models.Model):
    """When the member wants no mail, in their own zone; without a row 19:00 to 08:00."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    starts = models.TimeField(_("quiet from"), default=time(19))
    ends = models.TimeField(_("until"), default=time(8))

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}


class DigestTime(models.Model):
    """When the member wants their digest, in their own zone; without a row each day at 8."""

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Once a week")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(_("How often"), max_length=10, choices=Every.choices, default=Every.DAY)
    weekday = models.PositiveSmallIntegerField(_("On which day"), choices=Weekday.choices, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(_("At what hour"), default=8, validators=[MaxValueValidator(23)])
    paused_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "every", "weekday", "hour"), UNTIL_ERASED)


class Spread(models.Model):
    """Notices of one entry to more readers than one transaction should hold: how far it has come."""

    entry = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="spread_once")]
