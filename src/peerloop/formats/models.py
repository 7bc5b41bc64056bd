"""Formats that were made here: a copy of another, changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member


class OwnFormat(models.Model):
    """A method kit of the organisation's own; of ``before`` and ``after`` each line is a thing to do."""

    title = models.CharField(_("name"), max_length=80)
    aim = models.CharField(_("what it is for"), max_length=280)
    least = models.PositiveSmallIntegerField(_("for at least so many people"), default=2)
    most = models.PositiveSmallIntegerField(_("for at most so many people"), default=12)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    fits = models.TextField(_("when to use it"), max_length=2000, blank=True)
    before = models.TextField(_("before it"), max_length=2000, blank=True)
    after = models.TextField(_("after it"), max_length=2000, blank=True)
    beware = models.TextField(_("what goes wrong"), max_length=2000, blank=True)
    turns = models.BooleanField(_("roles go round from one meeting to the next"), default=False)
    kind = models.CharField(max_length=20, blank=True, help_text="the kind of session that it is meant for")
    copied_from = models.CharField(max_length=40)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class OwnRole(models.Model):
    """A role in it; steps call it by its code."""

    class Who(models.TextChoices):
        LEADER = "leader", _("who leads the session")
        ONE = "one", _("one of those who take part")
        ALL = "all", _("everybody else")

    format = models.ForeignKey(OwnFormat, on_delete=models.CASCADE, related_name="roles")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    title = models.CharField(_("role"), max_length=40)
    does = models.CharField(_("what they do"), max_length=400, blank=True)
    who = models.CharField(_("who takes it"), max_length=8, choices=Who.choices, default=Who.ONE)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["format", "code"], name="own_role_once")]


class OwnStep(models.Model):
    """A step in it; of ``questions`` each line is one."""

    format = models.ForeignKey(OwnFormat, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("step"), max_length=80)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    who = models.CharField(max_length=80)
    prompt = models.TextField(_("what to say"), max_length=1000, blank=True)
    questions = models.TextField(_("questions"), max_length=1000, blank=True)
    together = models.PositiveSmallIntegerField(_("sitting together"), null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["format", "place"], name="own_step_once")]
