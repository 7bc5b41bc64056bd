"""What a sponsor is told besides the programme itself: what speaks for it, and what it takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.programmes.models import Programme

LONGEST_CLAIM, LONGEST_SOURCE, LONGEST_MEANS = 280, 200, 120


class Evidence(models.Model):
    """Something that speaks for the programme, with where it can be looked up."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    claim = models.CharField(_("what speaks for it"), max_length=LONGEST_CLAIM)
    source = models.CharField(_("where it can be looked up"), max_length=LONGEST_SOURCE)
    link = models.URLField(_("link"), blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("claim", "source", "link", "by"), UNTIL_ERASED)

    class Meta:
        ordering = ["pk"]


class Means(models.Model):
    """Something that it takes: people, rooms, money. It costs from ``least`` to ``most``, or nothing (None)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(_("what it takes"), max_length=LONGEST_MEANS)
    least = models.DecimalField(_("costs at least"), max_digits=12, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(_("costs at most"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("what", "by"), UNTIL_ERASED)

    class Meta:
        ordering = ["pk"]
