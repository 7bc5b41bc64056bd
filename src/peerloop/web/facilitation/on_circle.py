"""What this room shows on a circle's page: the way to the desk; to a member who has been quiet, a gentle word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.facilitation.queries import desks_seen_by, quiet_of
from peerloop.web.circles.panels import on_circle
from peerloop.web.panels import SIDE, Panel

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@on_circle.panel(place=SIDE)
def desk(circle: Circle, reader: Member) -> Panel | None:
    """The way to the desk, for who facilitates."""
    if not desks_seen_by(reader).filter(pk=circle.pk).exists():
        return None
    return Panel("facilitation/_desk.html")


@on_circle.panel(place=SIDE)
def quiet(circle: Circle, reader: Member) -> Panel | None:
    """For the member alone: that they have been quiet, until they have answered."""
    row = quiet_of(reader).filter(circle=circle, answer="").first()
    return Panel("facilitation/_quiet.html", {"row": row}) if row else None
