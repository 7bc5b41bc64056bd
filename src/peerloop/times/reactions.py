"""What happens to sessions below changes who bears bad hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.times.actions import note_bad_hours

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to(
    "session.announced", "session.confirmed", "session.joined", "session.left", "session.promoted",
    "session.displaced", "session.moved", "session.cancelled",
)  # fmt: skip
def keep_the_ledger(entry: Entry) -> None:
    """Write down who bears it now."""
    note_bad_hours(entry.subject)


@reacts_to("session.missed")
def spare_nobody_for_it(entry: Entry) -> None:
    """Whoever was not there has not borne it."""
    note_bad_hours(entry.subject, besides=entry.about)
