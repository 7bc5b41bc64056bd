"""A circle, who is in it, and how one gets in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.models import Thread
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.programmes.models import Programme
from peerloop.skills.models import Skill

LONGEST_TITLE, LONGEST_GOAL, LONGEST_LINE = 120, 500, 280
MOST = 30


class Circle(models.Model):
    """A small learning community with a shared goal.

    ``most``: places beside those who facilitate. ``door``: part of the address by which one may ask to be let into a
    private circle. ``weekday`` (Monday is 0), ``local_time``, ``zone``, ``minutes``: when it usually meets, on the
    wall clock; no weekday where that is not said.
    """

    class Openness(models.TextChoices):
        """Who finds it, and how one gets in."""

        OPEN = "open", _("open: everybody finds it and can join")
        PRIVATE = "private", _("private: only whoever is given its address can ask to join")
        HIDDEN = "hidden", _("hidden: only whoever is invited knows of it")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    door = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("name"), max_length=LONGEST_TITLE)
    goal = models.TextField(_("what you want to reach together"), max_length=LONGEST_GOAL)
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    openness = models.CharField(_("who can come in"), max_length=8, choices=Openness.choices, default=Openness.OPEN)
    format = models.CharField(_("how you meet"), max_length=40, blank=True)
    most = models.PositiveSmallIntegerField(_("places"), default=8)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    local_time = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "goal", "by"), UNTIL_ERASED)


class Membership(models.Model):
    """A member belongs to the circle; the row goes with them and stays when the circle is closed."""

    class Part(models.TextChoices):
        MEMBER = "member", _("member")
        FACILITATOR = "facilitator", _("facilitator")
        CO_FACILITATOR = "co_facilitator", _("co-facilitator")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=14, choices=Part.choices, default=Part.MEMBER)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "part", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "member"], name="membership_once"),
            models.UniqueConstraint(
                fields=["circle"], condition=models.Q(part="facilitator"), name="one_facilitator_a_circle"
            ),
        ]
        indexes = [models.Index(fields=["member", "circle"])]


class Answered(models.Model):
    """What is answered with yes or no, or not yet."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Asking(Answered):
    """Somebody with the circle's address asks to be let in; who facilitates answers."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="askings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("a line to those in it"), max_length=LONGEST_LINE, blank=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "text", "answer", "answered_by"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="circle_asking_once")]


class Invitation(Answered):
    """Somebody is invited into the circle, or (``to_facilitate``) to facilitate it, and answers."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    to_facilitate = models.BooleanField(default=False)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "by", "answer", "to_facilitate"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="circle_invitation_once")]
