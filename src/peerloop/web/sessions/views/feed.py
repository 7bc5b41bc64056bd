"""A calendar address of one's own, for the calendar one uses anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.schedule.actions import make_feed, revoke_feed
from peerloop.schedule.ics import calendar
from peerloop.schedule.queries import feed_of, for_feed, owner_of_feed
from peerloop.web.sessions.answers import as_calendar, onward, untold

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("feed", "see")
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar whose secret the address carries; the address is all that is asked for."""
    owner = owner_of_feed(secret)
    if owner is None:
        raise Http404
    return as_calendar(calendar(for_feed(owner, now()), owner), name="peerloop.ics")


@opens("feed", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def show_feed(request: HttpRequest) -> HttpResponse:
    """Say whether there is an address; a POST makes one and shows it this once."""
    address = ""
    if request.method == "POST":
        address = settings.PEERLOOP_URL + reverse("sessions:feed", args=[make_feed(reader(request))])
    context = {"feed": feed_of(reader(request)), "address": address}
    return untold(render(request, "sessions/feed.html", context))


@opens("feed", "change")
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End the address."""
    revoke_feed(reader(request))
    messages.success(request, _("The address is revoked. Calendars that used it get nothing more."))
    return onward("sessions:feed_settings")
