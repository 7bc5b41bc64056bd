"""The sign of life that a worker leaves where every process sees it: in the cache."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils.timezone import now

KEY = "journal.heartbeat"
LATE = timedelta(seconds=30)


def beat() -> None:
    """Say that a worker lives."""
    cache.set(KEY, now(), timeout=None)


def silent_for() -> timedelta | None:
    """Return how long no worker has been heard; None where never."""
    heard = cache.get(KEY)
    return now() - heard if heard else None


def alive() -> bool:
    """Whether a worker has been heard lately."""
    silent = silent_for()
    return silent is not None and silent < LATE
