"""Who has passed the facilitator's course; practice lessons, what two peers said of them, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session
from peerloop.skills.models import Offer

LONGEST_WISH, LONGEST_WORDS = 280, 1000


class Passed(models.Model):
    """A member has answered every question of the check; how often it took is kept nowhere."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)


class TeachBack(models.Model):
    """A practice lesson of what a member offers, before two peers; its hour and who comes are the session's."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    wish = models.CharField(_("what you would like to hear about"), max_length=LONGEST_WISH, blank=True)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"wish": UNTIL_ERASED}


class Remark(models.Model):
    """What one of the two says of it, signed; it may be changed until the offer is vetted."""

    class Mark(models.IntegerChoices):
        NOT_YET = 1, _("not yet")
        PARTLY = 2, _("partly")
        CLEARLY = 3, _("clearly")

    teach_back = models.ForeignKey(TeachBack, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    goal = models.PositiveSmallIntegerField(_("The goal was clear"), choices=Mark.choices)
    steps = models.PositiveSmallIntegerField(_("It went in small steps"), choices=Mark.choices)
    checks = models.PositiveSmallIntegerField(_("It was checked what we had understood"), choices=Mark.choices)
    time = models.PositiveSmallIntegerField(_("There was time to try it and to ask"), choices=Mark.choices)
    worked = models.TextField(_("What worked, and where"), max_length=LONGEST_WORDS)
    change = models.TextField(_("One thing to change"), max_length=LONGEST_WORDS, blank=True)
    ready = models.BooleanField(_("Ready"))
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("by", "goal", "steps", "checks", "time", "worked", "change", "ready"), UNTIL_ERASED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["teach_back", "by"], name="remark_once"),
            models.CheckConstraint(
                condition=models.Q(goal__range=(1, 3), steps__range=(1, 3), checks__range=(1, 3), time__range=(1, 3)),
                name="remark_marks",
            ),
        ]


class Vetted(models.Model):
    """Both peers said "ready": the offer is vetted, as long as it is made."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="+")
    teach_back = models.OneToOneField(TeachBack, on_delete=models.CASCADE, related_name="vetted")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}
