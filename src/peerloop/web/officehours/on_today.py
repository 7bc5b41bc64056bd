"""Queues on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.officehours.queries import waiting_visits
from peerloop.web.today.cards import SOON, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("officehours/_today.html", place=SOON)
def visits(reader: Member, _instant: datetime) -> Asked:
    """The reader's places in queues."""
    return waiting_visits.of(reader)
