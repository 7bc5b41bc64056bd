"""The circles of a programme on its page, as far as the reader may know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.circles.queries import of_programme
from peerloop.web.panels import Panel
from peerloop.web.programmes.panels import on_programme

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

MOST = 12


@on_programme.panel()
def circles(programme: Programme, reader: Member) -> Panel | None:
    """Those to join and one's own."""
    rows = of_programme(programme, reader, at_most=MOST)
    return Panel("circles/_on_programme.html", {"rows": rows}) if rows or hasattr(programme, "opening") else None
