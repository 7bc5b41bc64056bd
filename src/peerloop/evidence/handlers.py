"""What the worker does for what members know."""

from __future__ import annotations

from datetime import timedelta

from peerloop.evidence.actions import tell_some
from peerloop.journal.outbox import enqueue, handles


@handles("evidence.tell", every=timedelta(days=1))
def tell(payload: dict[str, int | str]) -> None:
    """Say a gentle word to some, and ask for the rest."""
    if last := tell_some(int(payload.get("after", 0))):
        enqueue("evidence.tell_more", {"after": last})


@handles("evidence.tell_more")
def tell_more(payload: dict[str, int | str]) -> None:
    """Go on with the rest."""
    tell(payload)
