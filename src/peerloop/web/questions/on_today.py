"""Questions on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.questions.queries import put_to_reader
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member

FEW = 3


@card("questions/_today.html")
def questions(reader: Member, instant: datetime) -> Asked:
    """What was put to the reader and waits for them."""
    return put_to_reader.of(reader, at_most=FEW)
