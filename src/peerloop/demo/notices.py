"""Everybody has read what came in the half-year; what came of late is new to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.kit import clock
from peerloop.notices.actions import read_all
from peerloop.people.models import Member

if TYPE_CHECKING:
    from datetime import datetime

OF_LATE = timedelta(days=2)


def read_what_is_old(today: datetime) -> None:
    """Let everybody have read their notices but those of the last days; comes after all that happened."""
    with clock.at(today - OF_LATE):
        for member in Member.objects.present().order_by("pk"):
            read_all(member, until=clock.now())
