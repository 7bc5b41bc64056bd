"""A session to join as a row of a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peerloop.kit.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.schedule.models import Session


@dataclass(frozen=True)
class Row:
    """The session as ``schedule.listing`` tells it, who leads it, and the places left (None: as many as like)."""

    session: Session
    leaders: str
    left: int | None


def rows(sessions: Iterable[Any]) -> list[Row]:
    """Return the rows of sessions that come from ``schedule.listing``."""
    return [
        Row(
            one,
            listed([part.member.name for part in one.led]),
            None if one.capacity is None else max(one.capacity - one.taken, 0),
        )
        for one in sessions
    ]
