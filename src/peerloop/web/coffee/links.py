"""The links that mail about coffee carries. A GET only asks, so that a mail scanner answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.coffee import actions, links
from peerloop.coffee.rules import Over
from peerloop.kit.tokens import BadToken
from peerloop.people.access import opens

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORBIDDEN, MISSING, GONE = 403, 404, 410


@opens("link", "redeem")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what the link would answer, and answer it once somebody presses the button."""
    try:
        opened = links.opened(token)
    except BadToken:
        return _show(request, {"state": "bad"}, MISSING)
    if links.is_for_somebody_else(opened, request.user):
        return _show(request, {"state": "foreign"}, FORBIDDEN)
    with timezone.override(ZoneInfo(opened.member.time_zone)):
        if opened.is_over:
            return _show(request, {"state": "over", "link": opened}, GONE)
        if request.method != "POST":
            return _show(request, {"state": opened.answer, "link": opened}, 200)
        return _redeem(request, opened)


def _redeem(request: HttpRequest, opened: links.Link) -> HttpResponse:
    introduction, by = opened.coffee.introduction, opened.member
    booked = False
    try:
        if opened.answer == "acceptance":
            booked = actions.say_yes(introduction, by=by)
        elif opened.answer == "refusal":
            actions.say_no(introduction, by=by)
        else:
            actions.say_met(introduction, by=by, met=opened.answer == "met")
    except Over:
        return _show(request, {"state": "over", "link": opened}, GONE)
    return _show(request, {"state": f"{opened.answer}_done", "link": opened, "booked": booked}, 200)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "coffee/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
