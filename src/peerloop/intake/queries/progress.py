"""How far an import under way has come. Its own transaction hides its rows, so this stands in the cache."""

from __future__ import annotations

from django.core.cache import cache

KEPT_SECONDS = 3600


def note_progress(pk: int, done: int, rows: int, of: str = "progress") -> None:
    """Note that ``done`` of ``rows`` are done; ``of``: what kind of thing has this ``pk``."""
    cache.set(f"intake.{of}.{pk}", (done, rows), KEPT_SECONDS)


def note_refused(pk: int) -> None:
    """Note that an undoing was asked for and could not be."""
    cache.set(f"intake.refused.{pk}", value=True, timeout=KEPT_SECONDS)


def was_refused(pk: int) -> bool:
    """Whether an undoing was asked for within the hour and could not be."""
    return bool(cache.get(f"intake.refused.{pk}"))


def progress_of(pk: int, of: str = "progress") -> tuple[int, int]:
    """Return the rows done and the rows there are; (0, 0) where nothing is known yet."""
    known: tuple[int, int] = cache.get(f"intake.{of}.{pk}") or (0, 0)
    return known
