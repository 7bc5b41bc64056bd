"""A newcomer's welcome: who was proposed as a buddy, what they answered, and the plan of the first weeks."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models import Pairing
from peerloop.people.models import UNTIL_ERASED, Member

WEEKS = 6


class Welcome(models.Model):
    """A buddy is looked for, or found, for a newcomer; ``by``: who asked first, None for the house."""

    newcomer = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("newcomer", "by"), UNTIL_ERASED)


class Closing(models.Model):
    """Nobody is looked for any more: the newcomer needs no buddy (``by``), or never answered (None)."""

    welcome = models.OneToOneField(Welcome, on_delete=models.CASCADE, related_name="closing")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Reluctance(models.Model):
    """The member would rather be nobody's buddy; nobody else learns it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)


class Nomination(models.Model):
    """A manager thinks of a colleague as buddy for somebody who reports to them; the two decide."""

    newcomer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("newcomer", "member", "by"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["newcomer", "member"], name="nominated_once")]


class Buddy(models.Model):
    """A colleague proposed to a newcomer as their buddy, with the reasons; a pairing once both have said yes."""

    welcome = models.ForeignKey(Welcome, on_delete=models.CASCADE, related_name="buddies")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list, help_text='[{"code": "...", ...}], the strongest first')
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now, db_index=True)
    pairing = models.OneToOneField(Pairing, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "reasons"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["welcome", "member"], name="buddy_proposed_once")]


class Acceptance(models.Model):
    """One of the two says: gladly."""

    buddy = models.ForeignKey(Buddy, on_delete=models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buddy", "member"], name="buddy_accepted_once")]


class Passing(models.Model):
    """It will not be this one: ``by`` said so, which nobody else learns, or nobody answered in time (None)."""

    buddy = models.OneToOneField(Buddy, on_delete=models.CASCADE, related_name="passing")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Task(models.Model):
    """A small thing to do or to ask in one of the first weeks; the newcomer's, and their buddy's to change."""

    welcome = models.ForeignKey(Welcome, on_delete=models.CASCADE, related_name="tasks")
    week = models.PositiveSmallIntegerField(_("week"), validators=[MinValueValidator(1), MaxValueValidator(WEEKS)])
    text = models.CharField(_("what"), max_length=280)

    PERSONAL: ClassVar[dict[str, str]] = {"text": UNTIL_ERASED}

    class Meta:
        indexes = [models.Index(fields=["welcome", "week"])]


class Tick(models.Model):
    """The task is done."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="tick")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Asked(models.Model):
    """In the second week the two were asked how it is going."""

    buddy = models.OneToOneField(Buddy, on_delete=models.CASCADE, related_name="asked")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Going(models.Model):
    """How it is going, as one of the two says; nobody else reads it, the other one neither."""

    class Answer(models.TextChoices):
        WELL = "well", _("It goes well")
        SLOWLY = "slowly", _("We have not got going yet")

    buddy = models.ForeignKey(Buddy, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=6, choices=Answer.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "answer"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buddy", "member"], name="going_said_once")]


class Farewell(models.Model):
    """The first weeks are over, about three months after the two began."""

    buddy = models.OneToOneField(Buddy, on_delete=models.CASCADE, related_name="farewell")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}
