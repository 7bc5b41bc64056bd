"""The ways from a programme's page to how it is doing, and to its pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.insight.queries import healths_seen_by, packs_seen_by
from peerloop.web.panels import SIDE, Panel
from peerloop.web.programmes.panels import on_programme

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


@on_programme.panel(place=SIDE)
def ways(programme: Programme, reader: Member) -> Panel | None:
    """For those who may go there."""
    shown = {
        "health": healths_seen_by(reader).filter(pk=programme.pk).exists(),
        "pack": packs_seen_by(reader).filter(pk=programme.pk).exists(),
    }
    return Panel("insight/_on_programme.html", shown) if any(shown.values()) else None
