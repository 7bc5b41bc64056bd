"""What the worker does for questions."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.questions.actions import ask_to_look_again, end_debates, escalate_due, gather_alike, release_due
from peerloop.questions.rules import QUARTER


@handles("questions.release", every=QUARTER, speaks_outside=True)
def release(payload: dict[str, int | str]) -> None:
    """Bring to light what was asked, said and decided under pseudonyms since the last quarter-hour."""
    release_due()


@handles("questions.ask_on", every=QUARTER, speaks_outside=True)
def ask_on(payload: dict[str, int | str]) -> None:
    """Ask those who waited for the end of a debate, and the next ones where nobody has answered."""
    end_debates()
    escalate_due()


@handles("questions.look_again", every=timedelta(days=1))
def look_again(payload: dict[str, int | str]) -> None:
    """Ask those who verified answers whether they still hold."""
    ask_to_look_again()


@handles("questions.gather", every=timedelta(hours=6))
def gather(payload: dict[str, int | str]) -> None:
    """Make proposals of questions that several ask and nobody answers."""
    gather_alike()
