"""What the page of a practice lesson's session leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.vetting.queries import teach_back_of
from peerloop.vetting.rules import state
from peerloop.web.panels import Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel()
def lesson(session: Session, reader: Member) -> Panel | None:
    """What it is for, and where to say what one has seen."""
    found = teach_back_of(session.pk, reader) if session.kind == session.Kind.TEACH_BACK else None
    if found is None:
        return None
    own = found.offer.member_id == reader.pk
    return Panel("vetting/_session.html", {"found": found, "state": state(found, now=now()), "own": own})
