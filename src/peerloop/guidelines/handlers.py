"""What the worker does for guidelines."""

from __future__ import annotations

from datetime import timedelta

from peerloop.guidelines.actions import ask_to_accept, ask_what_they_think
from peerloop.journal.outbox import handles


@handles("guidelines.ask", every=timedelta(hours=6))
def ask(payload: dict[str, int | str]) -> None:
    """Put to the members a version that holds since today, and a draft that may be commented on."""
    ask_to_accept()
    ask_what_they_think()
