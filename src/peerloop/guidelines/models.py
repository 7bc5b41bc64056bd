"""Guidelines and their versions: who drafted, asked for comments, adopted and accepted them, and when."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.models import Thread
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member

LONGEST_TITLE, LONGEST_TEXT = 120, 20_000


class Guidelines(models.Model):
    """What holds among people: ``for_house``, for all who are here, else where a programme says so."""

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    for_house = models.BooleanField(default=False)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["for_house"], condition=models.Q(for_house=True), name="one_house_guidelines"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """How the guidelines read, in text with marks, a page each; once adopted it never changes.

    ``revision`` counts the savings of a draft, so that nobody writes over what somebody else has just written.
    """

    guidelines = models.ForeignKey(Guidelines, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    conduct = models.TextField(_("how we treat one another"), max_length=LONGEST_TEXT)
    feedback = models.TextField(_("how to give feedback"), max_length=LONGEST_TEXT)
    confidential = models.TextField(_("what is confidential"), max_length=LONGEST_TEXT)
    why = models.CharField(_("what is new"), max_length=280, blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guidelines", "number"], name="version_number_once")]


class Consultation(models.Model):
    """Everybody may read the draft and say in the thread what they think of it.

    ``asked_up_to``: who has been told so far, by id; None once all have.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="consultation")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    asked_up_to = models.PositiveBigIntegerField(null=True, default=0)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Adoption(models.Model):
    """The version holds from the day ``on`` on. ``asked_up_to``: whom of the members it has been put to, by id, so far;
    None once all have been asked.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="adoption")
    on = models.DateField(_("from which day on"))
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    asked_up_to = models.PositiveBigIntegerField(null=True, default=0)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Acceptance(models.Model):
    """The member has said yes to the version; others learn only how many have."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "member"], name="acceptance_once")]
