"""What a session's page says of its invitations while the worker is still telling many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.notices.queries import spreading
from peerloop.schedule.rules import is_joined, leads
from peerloop.web.panels import SIDE, Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel(place=SIDE)
def progress(session: Session, reader: Member) -> Panel | None:
    """How many have been told so far, for who leads it; nothing once all have."""
    under_way = spreading(session) if is_joined(session) and leads(session, reader) else None
    if under_way is None:
        return None
    told, of = under_way
    return Panel("notices/_spreading.html", {"told": told, "of": of})
