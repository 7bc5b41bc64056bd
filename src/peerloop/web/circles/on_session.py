"""To which circle a meeting belongs, on the session's page and under its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from peerloop.circles.queries import circle_of, circles_within
from peerloop.web.discussion.part import Place, belongs
from peerloop.web.panels import SIDE, Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel(place=SIDE)
def circle(session: Session, reader: Member) -> Panel | None:
    """For those in the circle."""
    if session.kind != "circle":
        return None
    found = circle_of(session, reader)
    return Panel("circles/_on_session.html", {"circle": found}) if found else None


@belongs
def places(reader: Member, threads: Collection[int]) -> dict[int, Place]:
    """The threads of the reader's circles."""
    rows = circles_within(reader).filter(thread__in=threads).values_list("thread", "pk", "title")
    return {thread: Place(title, reverse("circles:circle", args=[pk])) for thread, pk, title in rows}
