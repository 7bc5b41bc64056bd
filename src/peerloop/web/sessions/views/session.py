"""One session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.matchmaking.queries import pairings_seen_by, requests_seen_by
from peerloop.people.access import opens, reader
from peerloop.schedule.ics import calendar
from peerloop.schedule.queries import for_calendar, sessions_seen_by
from peerloop.web.sessions.answers import as_calendar
from peerloop.web.sessions.forms import CancelForm, PlaceForm
from peerloop.web.sessions.shown import shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@opens("session", "see")
@require_safe
def show_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell when, where and with whom, and what can be done about it."""
    session = find(reader(request), pk)
    return page(request, session)


@opens("session", "see")
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the session as a calendar entry."""
    session = find(reader(request), pk)
    return as_calendar(calendar([session], reader(request)), name="session.ics")


def find(reader: Member, pk: int) -> Session:
    """Return the session if ``reader`` takes part in it, else 404."""
    return get_object_or_404(for_calendar(sessions_seen_by(reader)), pk=pk)


def page(
    request: HttpRequest,
    session: Session,
    *,
    place_form: PlaceForm | None = None,
    cancel_form: CancelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the session's page, with the form that wants another look."""
    member = reader(request)
    where = {"link": session.link, "place": session.place, "sequence": session.sequence}
    return render(
        request,
        "sessions/session.html",
        {
            "shown": shown(session, member, now()),
            "session": session,
            "asked": requests_seen_by(member).filter(session=session).first(),
            "pairing": pairings_seen_by(member).filter(meetings__session=session).first(),
            "place_form": place_form or PlaceForm(initial=where),
            "cancel_form": cancel_form or CancelForm(),
        },
        status=status,
    )
