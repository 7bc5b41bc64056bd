"""Members meeting at a time. A held session keeps the hour; a confirmed one is booked; a cancelled one is past."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Session(models.Model):
    """A meeting. Its local wall time and zone are the truth; the instants are kept for finding and ordering."""

    class Kind(models.TextChoices):
        ONE_TO_ONE = "one_to_one", _("one to one")
        COFFEE = "coffee", _("coffee")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ONE_TO_ONE)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    local_date = models.DateField(_("day"))
    local_time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    starts_at = models.DateTimeField(db_index=True, editable=False)
    ends_at = models.DateTimeField(db_index=True, editable=False)
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("link"), blank=True)
    sequence = models.PositiveIntegerField(default=0)
    arranged_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("place", "link", "arranged_by"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_in_order")
        ]


class Participation(models.Model):
    """A member takes part in a session: as learner, as teacher, or as one among equals."""

    class Part(models.TextChoices):
        LEARNER = "learner", _("learner")
        TEACHER = "teacher", _("teacher")
        PEER = "peer", _("one among equals")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="participation_once")]
        indexes = [models.Index(fields=["member", "session"])]


class Confirmation(models.Model):
    """The held hour became a booked one."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="confirmation")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Move(models.Model):
    """The session was moved, with a word."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="moves")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    word = models.CharField(_("a word to the other"), max_length=280, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class Cancellation(models.Model):
    """The session will not be, with a word."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    word = models.CharField(_("a word to the other"), max_length=280, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class Record(models.Model):
    """The session is over and took place as far as anybody knows; written by the schedule after its end."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="record")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Feed(models.Model):
    """A private calendar address; only its digest is kept, and revoking it deletes the row."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "digest"), UNTIL_ERASED)
