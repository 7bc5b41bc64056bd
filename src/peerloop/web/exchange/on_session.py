"""What this room shows on the page of a day beside somebody: afterwards, a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.web.panels import SIDE, Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel(place=SIDE)
def after(session: Session, reader: Member) -> Panel | None:
    """Offer a guest a loop with the host once the day is over."""
    if session.kind != "shadowing" or session.ends_at > now() or hasattr(session, "cancellation"):
        return None
    parts = {one.member_id: one.part for one in session.participations.all()}
    hosts = [member for member, part in parts.items() if part == "teacher"]
    if parts.get(reader.pk, "teacher") == "teacher" or not hosts:
        return None
    return Panel("exchange/_after.html", {"host": hosts[0]})
