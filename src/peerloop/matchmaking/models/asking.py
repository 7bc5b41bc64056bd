"""Who is suggested for a need, and who asks whom for an hour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models.organising import Run
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Level, Need, Pace, Skill


class NotThis(models.Model):
    """The learner does not want this teacher for this need; a run hears of it, and nobody else ever does."""

    class Reason(models.TextChoices):
        NOT_SAID = "not_said", _("I would rather not say")
        KNOWN = "known", _("We work together anyway")
        LEVEL = "level", _("I want somebody nearer to where I am")
        OTHER_TEAM = "other_team", _("I want somebody from another team")
        SAME_PLACE = "same_place", _("I want somebody whom I can meet in person")
        HOUR = "hour", _("The hours do not suit me")

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices, default=Reason.NOT_SAID)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("need", "teacher", "reason", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "teacher"], name="not_this_once")]


class Suggestion(models.Model):
    """A teacher proposed for a need: why, and an hour when both are free. Best rank first; a run's choice is rank 0."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="suggestions")
    rank = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list, help_text='[{"code": "...", ...}], the strongest first')
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("teacher", "reasons"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "teacher"], name="suggestion_once")]


class Shortfall(models.Model):
    """Why nobody is suggested for a need: the engine's code with its figures, told in words on the page."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"detail": UNTIL_ERASED}


class Request(models.Model):
    """A learner asks a teacher for an hour; the hour and a seat are held until it is answered or expires."""

    class Kind(models.TextChoices):
        MENTORING = "mentoring", _("mentoring")
        REVERSE = "reverse", _("reverse mentoring")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MENTORING, db_default=Kind.MENTORING)
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="+")
    learner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.ANY)
    text = models.CharField(_("a line to them"), max_length=280, blank=True)
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="+")
    then_next = models.BooleanField(_("if it is not possible, ask the next one for me"), default=False)
    asked_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("learner", "teacher", "text", "level", "pace"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["teacher", "asked_at"]), models.Index(fields=["learner", "asked_at"])]


class Outcome(models.Model):
    """How a request ended."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("not possible this time")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("no answer in time")

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="outcome")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
