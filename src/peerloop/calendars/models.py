"""A member's calendar elsewhere, and the hours that it says are taken: no title, no place, nobody's name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member

LONGEST_ADDRESS = 2000


class Calendar(models.Model):
    """Where a member's other hours are read from. The address is a secret: whoever has it reads the calendar.

    ``trouble``: why it could not be read the last time, in words; empty where it could. ``note``: what in it could
    not be read. ``digest``: of what stood there the last time that the hours were written.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(_("address of your calendar"), max_length=LONGEST_ADDRESS)
    given_at = models.DateTimeField(default=now)
    next_at = models.DateTimeField(default=now, db_index=True)
    read_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("member", "address", "digest", "trouble", "note"), "until its member removes it, leaves or is erased"
    )


class Busy(models.Model):
    """The member is taken from ``starts_at`` to ``ends_at``; a member's rows neither touch nor overlap."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "starts_at", "ends_at"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="busy_in_order")
        ]
        indexes = [models.Index(fields=["member", "ends_at"]), models.Index(fields=["ends_at"])]
