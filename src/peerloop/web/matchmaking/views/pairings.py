"""Two members learning together: their sessions, their goals, what they want to talk about, and their loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import actions
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import (
    ended,
    next_meetings,
    open_rings_of,
    pairings_in_full,
    pairings_seen_by,
    running,
    stretch_of,
)
from peerloop.matchmaking.rules import HourTaken, NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import HourForm
from peerloop.web.matchmaking.living import told_of
from peerloop.web.matchmaking.rings import told
from peerloop.web.matchmaking.shown import sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.web.matchmaking.shown import Sides

A_PAGE = 20


@opens("pairing", "see")
@require_safe
def pairings(request: HttpRequest) -> HttpResponse:
    """List with whom the reader learns, what waits for their yes, and what is over."""
    member = reader(request)
    now_on, over = list(running(member)), Paginator(ended(member), A_PAGE).get_page(request.GET.get("page"))
    meeting = next_meetings(now_on)
    context = {
        "rings": [told(ring, member) for ring in open_rings_of(member)],
        "running": [(one, s, title(one, s.other), meeting.get(one.pk)) for one, s in _sides(now_on, member)],
        "over": over,
        "past": [(one, shown, title(one, shown.other)) for one, shown in _sides(over, member)],
        "stretch": stretch_of(member),
    }
    return render(request, "matchmaking/pairings.html", context)


@opens("pairing", "see")
@require_safe
def pairing_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell where the two stand and what comes next."""
    return on_page(request, found(request, pk))


@opens("pairing", "change")
@require_POST
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Book the next hour."""
    pairing, form = found(request, pk), HourForm(request.POST)
    if not form.is_valid():
        return on_page(request, pairing, hour_form=form, status=REFUSED)
    try:
        session = actions.book_next(pairing, starts_at=form.cleaned_data["starts_at"], by=reader(request))
    except NotPossible as told_why:
        form.add_error(None, told_why)
        instead = told_why.instead if isinstance(told_why, HourTaken) else None
        return on_page(request, pairing, hour_form=form, instead=instead, status=REFUSED)
    messages.success(request, _("Booked. It is in both calendars; either of you can move it."))
    return onward("sessions:session", session.pk)


def found(request: HttpRequest, pk: int) -> Pairing:
    """Return the pairing as its page tells it, where the reader is one of the two; else 404."""
    return get_object_or_404(pairings_in_full(pairings_seen_by(reader(request))), pk=pk)


def on_page(request: HttpRequest, pairing: Pairing, *, status: int = 200, **filled: object) -> HttpResponse:
    """Show the pairing; ``filled``: forms that were filled in and refused, in place of empty ones."""
    context = told_of(pairing, reader(request), **filled)
    return render(request, "matchmaking/pairing.html", context, status=status)


def _sides(pairings: Iterable[Pairing], member: Member) -> list[tuple[Pairing, Sides]]:
    return [(one, sides(one, member)) for one in pairings]
