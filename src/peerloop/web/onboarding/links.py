"""The links that mail about buddies carries. A GET only asks, so that a mail scanner answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.kit.tokens import BadToken
from peerloop.onboarding import actions, links
from peerloop.onboarding.rules import Over
from peerloop.people.access import opens
from peerloop.web.onboarding.shown import card

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
    if opened.is_over or opened.seen is None:
        return _show(request, {"state": "over", "seen": opened.seen}, GONE)
    with timezone.override(ZoneInfo(opened.member.time_zone)):
        page = {"seen": opened.seen, "card": card(opened.seen), "other_way": links.other_way(opened)}
        if request.method != "POST":
            return _show(request, page | {"state": opened.answer}, 200)
        try:
            if opened.answer == "acceptance":
                page["both"] = actions.say_yes(opened.seen.buddy, by=opened.member)
            else:
                actions.say_no(opened.seen.buddy, by=opened.member)
        except Over:
            return _show(request, {"state": "over", "seen": opened.seen}, GONE)
        return _show(request, page | {"state": f"{opened.answer}_done"}, 200)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "onboarding/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
