"""What the worker does for desks."""

from __future__ import annotations

from datetime import timedelta

from peerloop.facilitation.actions import check_lines, notice_quiet
from peerloop.journal.outbox import handles


@handles("facilitation.quiet", every=timedelta(days=1))
def quiet(payload: dict[str, int | str]) -> None:
    """Tell those who have become quiet."""
    notice_quiet()


@handles("facilitation.lines", every=timedelta(days=1))
def lines(payload: dict[str, int | str]) -> None:
    """See whether reporting lines have changed under those who facilitate."""
    check_lines()
