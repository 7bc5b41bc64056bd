"""One session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.matchmaking.queries import pairings_seen_by, requests_seen_by
from peerloop.people.access import opens, reader
from peerloop.schedule.ics import calendar
from peerloop.schedule.rules import is_joined
from peerloop.web.sessions.answers import as_calendar
from peerloop.web.sessions.finding import find, find_seen
from peerloop.web.sessions.forms import CancelForm, PlaceForm
from peerloop.web.sessions.panels import on_session
from peerloop.web.sessions.shown import shown
from peerloop.web.sessions.views.gathering import gathering_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.schedule.models import Session


@opens("session", "see")
@require_safe
def show_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell when, where and with whom, and what can be done about it."""
    return page(request, find_seen(reader(request), pk))


@opens("session", "see")
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the session as a calendar entry, to who takes part."""
    session = find(reader(request), pk)
    return as_calendar(calendar([session], reader(request)), name="session.ics")


def page(
    request: HttpRequest,
    session: Session,
    *,
    place_form: PlaceForm | None = None,
    cancel_form: CancelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the session's page, with the form that wants another look."""
    if is_joined(session):
        return gathering_page(request, session, cancel_form=cancel_form, status=status)
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
            "panels": on_session.shown(request, session, member),
        },
        status=status,
    )
