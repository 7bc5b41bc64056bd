"""Where samples are registered, and when they take place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

    Sample = Callable[[Member, Member], dict[str, Any]]

SAMPLES: dict[str, Sample] = {}
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
_hours = count()


def sample(*names: str) -> Callable[[Sample], Sample]:
    """Register a function for classes, actions or addresses."""

    def register(build: Sample) -> Sample:
        SAMPLES.update(dict.fromkeys(names, build))
        return build

    return register


def an_hour() -> datetime:
    """Return an instant in some weeks, on the half hour, that no other sample has."""
    days, half_hours = divmod(next(_hours), 28)
    return NOW + timedelta(days=90 + days, minutes=half_hours * 30)
