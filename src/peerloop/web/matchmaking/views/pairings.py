"""Two members learning together: their sessions, their loop, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.loops.rules import stage
from peerloop.matchmaking import actions
from peerloop.matchmaking.actions.book import SOONEST
from peerloop.matchmaking.hours import MINUTES, shared_hours
from peerloop.matchmaking.queries import pairings_in_full, pairings_seen_by
from peerloop.matchmaking.rules import HourTaken, NotPossible, is_running
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import HourForm
from peerloop.web.matchmaking.shown import by_day, iso, sides

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Pairing
    from peerloop.schedule.models import Session

ARCS = ("gain", "apply", "feedback", "reflect")
WEEKS = 2


@opens("pairing", "see")
@require_safe
def pairing_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell where the two stand and what comes next."""
    return _page(request, _find(request, pk), HourForm())


@opens("pairing", "change")
@require_POST
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Book the next hour."""
    pairing, form = _find(request, pk), HourForm(request.POST)
    if not form.is_valid():
        return _page(request, pairing, form, status=REFUSED)
    try:
        session = actions.book_next(pairing, starts_at=form.cleaned_data["starts_at"], by=reader(request))
    except NotPossible as told:
        form.add_error(None, told)
        instead = told.instead if isinstance(told, HourTaken) else None
        return _page(request, pairing, form, instead=instead, status=REFUSED)
    messages.success(request, _("Booked. It is in both calendars; either of you can move it."))
    return onward("sessions:session", session.pk)


@opens("pairing", "change")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the two are done."""
    pairing = _find(request, pk)
    actions.end_pairing(pairing, by=reader(request))
    messages.success(request, _("Done. The place is free for somebody else, and the loop stays yours."))
    return onward("matchmaking:pairing", pk)


def _find(request: HttpRequest, pk: int) -> Pairing:
    return get_object_or_404(pairings_in_full(pairings_seen_by(reader(request))), pk=pk)


def _page(
    request: HttpRequest, pairing: Pairing, form: HourForm, *, instead: datetime | None = None, status: int = 200
) -> HttpResponse:
    shown, instant = sides(pairing, reader(request)), now()
    sessions: list[Session] = [meeting.session for meeting in pairing.meetings.all()]
    coming = [one for one in sessions if one.ends_at > instant and not hasattr(one, "cancellation")]
    running = is_running(pairing)
    book = running and not coming
    shared = shared_hours(reader(request), [shown.other], after=instant + SOONEST, weeks=WEEKS)[0] if book else []
    best = instead or (shared[0] if shared else None)
    context = {
        "pairing": pairing,
        "shown": shown,
        "running": running,
        "coming": coming,
        "past": [one for one in reversed(sessions) if one not in coming],
        "done": " ".join(arc for arc, taken in zip(ARCS, stage(pairing.loop), strict=True) if taken),
        "form": form,
        "days": by_day(shared, reader(request).time_zone),
        "chosen": iso(best) if best else "",
        "minutes": MINUTES,
    }
    return render(request, "matchmaking/pairing.html", context, status=status)
