"""The one clock, and instants as people read them: in the reader's zone, in the reader's language."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """Return the present instant, aware; inside ``at`` the instant set there."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Set the clock for the block: the demo lives through its half-year with it."""
    token = _set_to.set(instant)
    try:
        yield
    finally:
        _set_to.reset(token)


def day_and_time(instant: datetime, zone: str) -> str:
    """Return "Monday 23 November, 09:30" for an aware instant, as the wall shows it in ``zone``."""
    return date_format(instant.astimezone(ZoneInfo(zone)), "l j F, H:i")


def span(start: datetime, end: datetime, zone: str) -> str:
    """Return "Monday 23 November, 09:30–10:00" for two aware instants of one local day."""
    return f"{day_and_time(start, zone)}–{date_format(end.astimezone(ZoneInfo(zone)), 'H:i')}"
