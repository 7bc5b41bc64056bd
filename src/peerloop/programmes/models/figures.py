"""What is told of a programme in numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from peerloop.programmes.models.programme import Programme


class Figure(models.Model):
    """A count that was published on a Monday: ``least`` stands for "at least so many", a multiple of five.

    ``what``: "participants", "met", "sessions", "loops", or "obstacle:" with its kind. Nothing else is ever counted out
    to anybody; a count about fewer than five people has no row.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="figures")
    week = models.DateField()
    what = models.CharField(max_length=24)
    least = models.PositiveIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "week", "what"], name="figure_once_a_week")]
        ordering = ["week", "pk"]
