"""What somebody should teach, who wants it, who has said they will, and the session that came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Skill

LONGEST_TITLE, LONGEST_ABOUT = 120, 500


class Proposal(models.Model):
    """A topic that somebody should teach. Who proposed it is told to nobody.

    ``stirred_at``: when anybody last did something about it. ``asked_at``: when its proposer was asked whether it is
    still wanted, None while nobody had to ask. ``most_told``: for how many who want it the proposer was told last.
    """

    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("topic"), max_length=LONGEST_TITLE)
    about = models.TextField(_("what you would like to be able to do"), max_length=LONGEST_ABOUT, blank=True)
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    stirred_at = models.DateTimeField(default=now, db_index=True)
    asked_at = models.DateTimeField(null=True)
    most_told = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "title", "about"), UNTIL_ERASED)


class MeToo(models.Model):
    """A member wants it too; counted for everybody, named to nobody. Whoever proposes it wants it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="me_toos")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="me_too_once")]


class Volunteer(models.Model):
    """A member has said that they will teach it, alone or with others."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="volunteers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="volunteer_once")]


class Scheduling(models.Model):
    """It is taught in this session; the row goes when the session is cancelled."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="scheduling")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Closure(models.Model):
    """Nothing more is to come of it: its proposer said so, or (None) it was quiet for a season."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="closure")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
