"""Many sessions changed as one: those who come hear of it once, from the series, and not once for each date."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SUMMED_UP = frozenset({
    "session.announced", "session.joined", "session.waiting", "session.unwaited", "session.left", "session.changed",
    "session.moved", "session.cancelled",
})  # fmt: skip
"""What the series tells of in one; who loses a place or comes in from the waiting list still hears of that alone."""
_as_one: ContextVar[bool] = ContextVar("as_one", default=False)


@contextmanager
def as_one() -> Iterator[None]:
    """Let ``notices`` pass over what happens to single sessions in the block; the series tells of all together."""
    token = _as_one.set(True)
    try:
        yield
    finally:
        _as_one.reset(token)


def told_as_one(verb: str) -> bool:
    """Whether what is being recorded just now is told by its series."""
    return _as_one.get() and verb in SUMMED_UP
