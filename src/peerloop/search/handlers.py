"""What the worker does for the index."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import enqueue, handles
from peerloop.search import actions
from peerloop.search.counting import count_words
from peerloop.search.meaning import finding, here


@handles("search.index")
def index(payload: dict[str, int | str]) -> None:
    """Bring documents up to date that a change has left for later."""
    actions.index(str(payload["kind"]), map(int, str(payload["subjects"]).split()))


@handles("search.make", speaks_outside=True)
def make(payload: dict[str, int | str]) -> None:
    """Make a kind's documents anew, going on where it was left off."""
    actions.go_on_making(str(payload["kind"]))
    count_words()


@handles("search.mean", every=timedelta(minutes=1), speaks_outside=True)
def mean(payload: dict[str, int | str]) -> None:
    """Find what documents mean, some at a time, so that other jobs do not wait."""
    if here() and finding.find_meanings():
        enqueue("search.mean")


@handles("search.count", every=timedelta(hours=1), speaks_outside=True)
def count(payload: dict[str, int | str]) -> None:
    """Count the words."""
    count_words()
