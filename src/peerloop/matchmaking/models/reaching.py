"""Beyond the usual: learning from somebody earlier in their career, and now and then outside one's own field."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Need, Skill


class Earlier(models.Model):
    """The learner wants somebody earlier in their career for this need: who came on the day ``since`` or later."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("need", "since"), UNTIL_ERASED)


class OtherSide(models.Model):
    """The learner would rather have somebody from another team for this need: the other side of the same thing."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"need": UNTIL_ERASED}


class Stretch(models.Model):
    """One suggestion outside a member's usual field, at most one in a season; nobody else hears of it."""

    class Reason(models.TextChoices):
        FAR = "far", _("far from what you offer and want")
        WANTED = "wanted", _("much wanted here, and far from what you offer and want")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    season = models.CharField(max_length=7, help_text="year and quarter: 2026-Q4")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.FAR)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "skill", "reason"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "season"], name="stretch_once_a_season")]


class StretchAnswer(models.Model):
    """The member has taken it up, or put it aside."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("taken up")
        DISMISSED = "dismissed", _("not for me")

    stretch = models.OneToOneField(Stretch, on_delete=models.CASCADE, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"kind": UNTIL_ERASED}


class NoStretch(models.Model):
    """The member wants no suggestion outside their field any more."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}
