"""What the worker does for proposals."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.proposals.actions import tidy_quiet


@handles("proposals.tidy", every=timedelta(days=1))
def tidy(payload: dict[str, int | str]) -> None:
    """Ask about what has long been quiet, and close what nobody answered for."""
    tidy_quiet()
