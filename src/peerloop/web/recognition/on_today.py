"""Thanks on Today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.recognition.queries import lately_thanked
from peerloop.web.today.cards import SIDE, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


LATELY, SHOWN = timedelta(days=14), 3


@card("recognition/_today.html", place=SIDE)
def thanks(reader: Member, instant: datetime) -> Asked:
    """The newest thanks that the reader was given."""
    return lately_thanked.of(reader, instant - LATELY, at_most=SHOWN)
