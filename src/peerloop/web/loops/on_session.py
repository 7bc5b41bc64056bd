"""A loop is offered on a session's page, once it has taken place and no pairing has opened one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.schedule.rules import leaders
from peerloop.web.loops.waiting import lately_taken_part
from peerloop.web.panels import Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel()
def offered(session: Session, reader: Member) -> Panel | None:
    """To those who took part and did not lead, as long as they have begun none about its skill."""
    if session.skill_id is None or not hasattr(session, "record") or session not in lately_taken_part(reader):
        return None
    taught_by = next((one for one in leaders(session) if one.departed_at is None), None)
    return Panel("loops/_session.html", {"taught_by": taught_by})
