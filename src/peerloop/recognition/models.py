"""Kudos, and the contributions of each member."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.kit.text import listed
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Skill


class Kudos(models.Model):
    """A word of thanks to one or several colleagues, for a skill or a session.

    ``may_be_shown``: its writer consents that whom it thanks lets others read it.
    """

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("your words"), max_length=280)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    may_be_shown = models.BooleanField(_("may be shown to others, with your name"), default=False)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text", "session"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["by", "at"])]

    @property
    def receivers(self) -> str:
        """The names of those whom it thanks, as far as its reader has fetched them."""
        return listed([one.member.name for one in self.thanked.all()])


class Thanked(models.Model):
    """Whom a kudos thanks; they alone decide whether it is shown on their page, or put away."""

    kudos = models.ForeignKey(Kudos, on_delete=models.CASCADE, related_name="thanked")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    shown_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kudos", "member"], name="thanked_once")]
        indexes = [models.Index(fields=["member", "kudos"])]


class Contribution(models.Model):
    """One act of teaching or helping; its member alone sees it. ``source``: the number of the row that shows it."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Led a session")
        ONE_TO_ONE = "one_to_one", _("Taught one to one")
        OFFICE_HOUR = "office_hour", _("Held office hours")
        NEWCOMER = "newcomer", _("Time for a newcomer")
        SHADOWING = "shadowing", _("Let somebody look over the shoulder")
        FEEDBACK = "feedback", _("Gave feedback on what somebody tried")
        RECEIPT = "receipt", _("Confirmed what somebody applied")
        ANSWER = "answer", _("Answered a question")
        RESOURCE = "resource", _("Gave something to the library")

    class Source(models.TextChoices):
        SESSION = "session", _("session")
        FEEDBACK = "feedback", _("feedback in a loop")
        RECEIPT = "receipt", _("receipt in a loop")
        OBSERVATION = "observation", _("word of who saw it")
        ANSWER = "answer", _("answer to a question")
        RESOURCE = "resource", _("resource")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source_type = models.CharField(max_length=12, choices=Source.choices)
    source = models.BigIntegerField(help_text="of feedback and receipts the loop's number, of a word the asking's")
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    note = models.CharField(_("a line about it"), max_length=280, blank=True)
    at = models.DateTimeField(default=now)
    corrected_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("member", "kind", "source", "skill", "minutes", "note", "at"), UNTIL_ERASED
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "source_type", "source"], name="contribution_once")]
        indexes = [models.Index(fields=["member", "at"]), models.Index(fields=["source_type", "source"])]
