"""Guidelines on Today: what holds and is not accepted yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.guidelines.queries import to_accept
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("guidelines/_today.html")
def guidelines(reader: Member, instant: datetime) -> Asked:
    """What the house asks the reader to read and accept."""
    return to_accept.of(reader, instant)
