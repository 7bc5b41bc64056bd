"""What becomes of a question beside an answer: a session, or with others like it a proposal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.proposals.models import Proposal
from peerloop.questions.models.question import Question
from peerloop.schedule.models import Session


class Held(models.Model):
    """The question is taken up in this session."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="held")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Gathered(models.Model):
    """With others like it, and none of them answered, it has become a proposal."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="gathered")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {}


class TeacherAsked(models.Model):
    """The likeliest teacher of a proposal that came of questions is asked whether they would; theirs to see."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}
