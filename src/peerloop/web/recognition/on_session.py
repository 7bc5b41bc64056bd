"""Thanks on a session's page, once it has taken place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.web.panels import SIDE, Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel(place=SIDE)
def thanks(session: Session, reader: Member) -> Panel | None:
    """To those who took part with others in what has begun and was not cancelled."""
    there = {one.member_id for one in session.participations.all()}
    off = hasattr(session, "cancellation") or not hasattr(session, "confirmation")
    if off or session.starts_at > now() or reader.pk not in there or len(there) < 2:
        return None
    return Panel("recognition/_session.html")
