"""A programme's surveys, on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.rules import has_role
from peerloop.pulse.queries import surveys_seen_by
from peerloop.pulse.rules import ORGANISING, state
from peerloop.web.panels import Panel
from peerloop.web.programmes.panels import on_programme

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

AT_MOST = 6


@on_programme.panel()
def surveys(programme: Programme, reader: Member) -> Panel | None:
    """Those that the reader may look at; for organisers the way to a new one."""
    found = surveys_seen_by(reader).filter(programme=programme).order_by("-made_at", "-pk")[:AT_MOST]
    lines = [(one, state(one)) for one in found]
    organises = has_role(reader, *ORGANISING) and not hasattr(programme, "closing")
    return Panel("pulse/_on_programme.html", {"surveys": lines, "organises": organises}) if lines or organises else None
