"""What a session's page shows of the library: what of it can be filed, and what was; and where threads belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from peerloop.library.queries.filed import filed_from, to_file
from peerloop.library.queries.page import places_of
from peerloop.web.discussion.part import Place, belongs
from peerloop.web.panels import Panel
from peerloop.web.sessions.panels import on_session

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@on_session.panel()
def filed(session: Session, reader: Member) -> Panel | None:
    """For who leads: what of it could stand in the library; for all: what does."""
    there, open_still = filed_from(session, reader), to_file(session, reader)
    if not there and not open_still:
        return None
    return Panel("library/_session.html", {"filed": there, "to_file": open_still})


@belongs
def places(reader: Member, threads: Collection[int]) -> dict[int, Place]:
    """Under which resource a thread stands."""
    return {
        thread: Place(title, reverse("library:resource", args=[pk]))
        for thread, (pk, title) in places_of(reader, list(threads)).items()
    }
