"""What comes before the members' own rows when one leaves or blocks another: rooms whose locks come first register."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

    Hold = Callable[..., None]

_holds: list[Hold] = []


def holds_first(hold: Hold) -> Hold:
    """Register what locks rows that a reaction to the departure changes; rooms do so in ``reactions.py``.

    Whoever comes to a session locks it first and its members second: a departure that held its member and then
    wanted the session would wait for who waits for it.
    """
    _holds.append(hold)
    return hold


def hold_what_is_theirs(*members: Member) -> None:
    """Lock all of it, of all of them at once, in the order of the rooms."""
    for hold in _holds:
        hold(*members)
