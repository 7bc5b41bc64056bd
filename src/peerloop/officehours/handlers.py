"""What the worker does for office hours."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.officehours.actions import close_ended, forget_words


@handles("officehours.close", every=timedelta(minutes=5), speaks_outside=True)
def close(payload: dict[str, int | str]) -> None:
    """Close the queues whose hour is over."""
    close_ended()


@handles("officehours.forget", every=timedelta(days=1))
def forget(payload: dict[str, int | str]) -> None:
    """Delete the words of questions after a month."""
    forget_words()
