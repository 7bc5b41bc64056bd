"""Two members learn together, from the first session to the end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.loops.models import Loop
from peerloop.matchmaking.models.asking import Request
from peerloop.matchmaking.models.ring import Ring
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Skill


class Pairing(models.Model):
    """Two members learn together; takes one of the teacher's seats until it ends.

    ``skill`` and ``loop``: none where it is not about one skill, as for a buddy or somebody shadowed for a day.
    """

    class Kind(models.TextChoices):
        MENTORING = "mentoring", _("mentoring")
        REVERSE = "reverse", _("reverse mentoring")
        ONBOARDING = "onboarding", _("first weeks")
        SWAP = "swap", _("swap")
        RING = "ring", _("ring")
        SHADOWING = "shadowing", _("shadowing")
        ROTATION = "rotation", _("rotation")

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MENTORING)
    request = models.OneToOneField(Request, null=True, on_delete=models.SET_NULL, related_name="pairing")
    learner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, null=True, on_delete=models.PROTECT, related_name="+")
    loop = models.OneToOneField(Loop, null=True, on_delete=models.PROTECT, related_name="+")
    ring = models.ForeignKey(Ring, null=True, on_delete=models.SET_NULL, related_name="pairings")
    opened_at = models.DateTimeField(default=now)
    sessions = models.ManyToManyField(Session, through="Meeting", related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("learner", "teacher"), UNTIL_ERASED)

    class Meta:
        indexes = [
            models.Index(fields=["teacher", "opened_at"]),
            models.Index(fields=["learner", "opened_at"]),
        ]


class Meeting(models.Model):
    """A session of a pairing."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="meetings")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {}


class Ending(models.Model):
    """The pairing is over and its seat is free again."""

    class Kind(models.TextChoices):
        DONE = "done", _("done")
        NOT_A_FIT = "not_a_fit", _("not a fit")
        SILENT = "silent", _("nothing heard for two weeks")
        DEPARTED = "departed", _("somebody left the organisation")

    pairing = models.OneToOneField(Pairing, on_delete=models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
