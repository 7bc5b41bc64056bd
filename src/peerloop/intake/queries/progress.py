"""How far an import under way has come. Its own transaction hides its rows, so this stands in the cache."""

from __future__ import annotations

from django.core.cache import cache

KEPT_SECONDS = 3600


def note_progress(pk: int, done: int, rows: int) -> None:
    """Note that ``done`` of ``rows`` are done."""
    cache.set(f"intake.progress.{pk}", (done, rows), KEPT_SECONDS)


def progress_of(pk: int) -> tuple[int, int]:
    """Return the rows done and the rows there are; (0, 0) where nothing is known yet."""
    known: tuple[int, int] = cache.get(f"intake.progress.{pk}") or (0, 0)
    return known
