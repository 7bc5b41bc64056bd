"""How far a forming is, told while nothing of it is written yet: through the cache, for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from peerloop.circles.models import Forming

HOUR = 3600


def say(forming: Forming, percent: int) -> None:
    """Note how far it is."""
    cache.set(_key(forming), percent, HOUR)


def of(forming: Forming) -> int:
    """Return how far it is, in per cent; while its circles are made, how many of them are."""
    if hasattr(forming, "making") and forming.making.finished_at is None:
        drafts = forming.drafts.count()
        done = forming.drafts.exclude(circle=None, dropped=False).count()
        return round(100 * done / drafts) if drafts else 100
    if forming.finished_at is not None:
        return 100
    return int(cache.get(_key(forming), 0))


def _key(forming: Forming) -> str:
    return f"circles.forming.{forming.pk}"
