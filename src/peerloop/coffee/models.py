"""Who takes part in the coffee rounds, and who was brought together in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session


class Joining(models.Model):
    """The member takes part in the rounds; deleted when they do no more. Nobody else sees it."""

    class Every(models.IntegerChoices):
        WEEK = 1, _("every week")
        SECOND_WEEK = 2, _("every second week")
        MONTH = 4, _("every four weeks")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every.choices, default=Every.SECOND_WEEK)
    books_itself = models.BooleanField(_("book it for me if I do not answer"), default=False)
    snoozed_until = models.DateField(_("not before"), null=True, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("member", "every", "books_itself", "snoozed_until"), UNTIL_ERASED
    )


class Round(models.Model):
    """Everybody whose turn it was, brought together at once."""

    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    figures = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Introduction(models.Model):
    """Two or three who are to meet, with an hour held for them until ``answer_by``."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="introductions")
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField(db_index=True)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Introduced(models.Model):
    """A member in an introduction: what they answered, and whether they met."""

    class Answer(models.TextChoices):
        YES = "yes", _("gladly")
        NO = "no", _("not this time")

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="introduced")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    met = models.BooleanField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "answer", "answered_at", "met"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["introduction", "member"], name="introduced_once")]
        indexes = [models.Index(fields=["member", "introduction"])]
