"""On a session's page: the series that it is a date of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.series.queries import part_of, series_seen_by, standing
from peerloop.series.recurrence import how_often
from peerloop.web.panels import SIDE, Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel(place=SIDE)
def of_series(session: Session, reader: Member) -> Panel | None:
    """Say that it repeats, and lead to all its dates."""
    occurrence = part_of(session)
    if occurrence is None or not series_seen_by(reader).filter(pk=occurrence.series_id).exists():
        return None
    stretch = standing(occurrence.series.stretches.all()).stretch
    return Panel("series/_of_series.html", {"series": occurrence.series, "how_often": how_often(stretch)})
