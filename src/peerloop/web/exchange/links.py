"""The links that mail carries about days and weeks. A GET only asks, so that a mail scanner answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.exchange import actions, links
from peerloop.exchange.rules import Refused
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
    if opened.is_over:
        return _show(request, {"state": "over"}, GONE)
    page = {"link": opened, "state": opened.answer, "other_way": links.other_way(opened)}
    with timezone.override(ZoneInfo(opened.member.time_zone)):
        if request.method != "POST":
            return _show(request, page, 200)
        try:
            _answer(opened)
        except Refused as told:
            return _show(request, {"state": "refused", "trouble": told.messages}, GONE)
        return _show(request, page | {"state": f"{opened.answer}_done"}, 200)


def _answer(opened: links.Link) -> None:
    yes = opened.answer == "acceptance"
    if opened.day is not None:
        (actions.accept_guest if yes else actions.decline_guest)(opened.day, by=opened.member)
    elif opened.rotation is not None:
        (actions.agree if yes else actions.refuse)(opened.rotation, by=opened.member)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "exchange/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
