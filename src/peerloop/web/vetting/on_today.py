"""Practice lessons on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.vetting.queries import to_say
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("vetting/_today.html")
def lessons(reader: Member, instant: datetime) -> Asked:
    """Lessons to which the reader listened, and of which they have said nothing yet."""
    return to_say.of(reader, instant)
