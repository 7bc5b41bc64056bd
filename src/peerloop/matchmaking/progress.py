"""How far a run is, told while nothing of it is written yet: through the cache, for an hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Run

HOUR = 3600


@dataclass(frozen=True)
class Progress:
    """The step ("wait", "gather", "match", "write", "done") and how much is done, in per cent."""

    step: str
    percent: int


def say(run: Run, step: str, percent: int) -> None:
    """Note how far the run is."""
    cache.set(_key(run), (step, percent), HOUR)


def of(run: Run) -> Progress:
    """Return how far the run is; waiting where nobody has said anything yet."""
    if run.finished_at is not None:
        return Progress("done", 100)
    return Progress(*cache.get(_key(run), ("wait", 0)))


def _key(run: Run) -> str:
    return f"matchmaking.run.{run.pk}"
