"""The ledger of bad local hours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session


class Borne(models.Model):
    """A member takes, or took, part in a session of which ``quarters`` lie outside 08:00 to 18:00 of their clock.

    A member sees their own rows; nobody else's are shown to anybody, not even as a sum.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    quarters = models.PositiveSmallIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "quarters"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "session"], name="borne_once")]
