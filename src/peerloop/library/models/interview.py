"""A colleague is asked for an interview, with questions to choose from; what is said is kept as a resource."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.library.models.resource import Resource
from peerloop.people.models import UNTIL_ERASED, Member


class Interview(models.Model):
    """Whom the author has asked, and the questions, one to a line."""

    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, related_name="interview")
    guest = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    questions = models.TextField(_("questions"), max_length=4_000, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("guest", "questions"), UNTIL_ERASED)


class InterviewAnswer(models.Model):
    """Whether the colleague lets themselves be interviewed; no reason is asked."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="answer")
    yes = models.BooleanField()
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"yes": UNTIL_ERASED}
