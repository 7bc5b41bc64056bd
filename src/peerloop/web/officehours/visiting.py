"""Coming into the queue, waiting in it, and going out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.officehours import actions
from peerloop.officehours.queries import dates_of, joint_of, listed, may_come_next_time, queue_of, visits_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.officehours.forms import VisitForm
from peerloop.web.officehours.views import find, page
from peerloop.web.series.making import REFUSED, say
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.officehours.models import Visit


@opens("visit", "make")
@require_POST
def come(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place in a date's queue."""
    member = reader(request)
    hour = find(member, pk)
    dates = dates_of(hour)
    form = VisitForm(request.POST, dates=dates)
    if not form.is_valid():
        return page(request, hour, form, status=REFUSED)
    session = next(one for one in dates if one.pk == form.cleaned_data["session"])
    said = {"text": form.cleaned_data["text"], "minutes": form.cleaned_data["minutes"]}
    try:
        visit = actions.come(hour, session, by=member, **said)
    except ValidationError as refused:
        say(form, refused)
        return page(request, hour, form, status=REFUSED)
    messages.success(request, _("You are in the queue. Keep this page open, or wait for the mail."))
    return onward("officehours:visit", visit.pk)


@opens("visit", "see")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where one stands; the page looks again by itself."""
    visit = _found(request, pk)
    queue = queue_of(visit.session)
    there = queue.turn_of(reader(request)) if visit.ended_at is None else None
    place, turn = there or (0, None)
    [row] = listed([visit.hour])
    context = {
        "visit": visit,
        "row": row,
        "queue": queue,
        "place": place,
        "ahead": max(place - 1, 0),
        "turn": turn,
        "called": visit.called_at is not None and visit.ended_at is None,
        "joint": joint_of(visit),
        "next_time": may_come_next_time(visit) and len(dates_of(visit.hour)) > (visit.ended_at is None),
    }
    return render(request, "officehours/visit.html", context)


@opens("visit", "change")
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Go out of the queue."""
    visit = _found(request, pk)
    actions.leave(visit, by=reader(request))
    messages.success(request, _("You are out of the queue. Come again whenever you like."))
    return onward("officehours:hour", visit.hour_id)


@opens("visit", "change")
@require_POST
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Come next time, and come first."""
    try:
        visit = actions.come_next_time(_found(request, pk), by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return onward("officehours:visit", pk)
    messages.success(request, _("You come first next time. Your question goes with you."))
    return onward("officehours:visit", visit.pk)


def _found(request: HttpRequest, pk: int) -> Visit:
    return get_object_or_404(visits_seen_by(reader(request)), pk=pk)
