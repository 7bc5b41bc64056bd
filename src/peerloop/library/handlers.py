"""What the worker does for the library."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.library.actions import ask_to_look_again


@handles("library.look_again", every=timedelta(days=1))
def look_again(payload: dict[str, int | str]) -> None:
    """Ask about what has come to the day on which it is looked at again."""
    ask_to_look_again()
