"""The link in the mail that asks whether it was used. A GET only asks, so that a mail scanner answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.kit.tokens import BadToken
from peerloop.loops import links
from peerloop.loops.actions import answer_follow_up
from peerloop.people.access import opens

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORBIDDEN, MISSING = 403, 404


@opens("link", "redeem")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what the link would answer, and answer it once somebody presses a button."""
    try:
        opened = links.opened(token)
    except BadToken:
        return _show(request, {"state": "bad"}, MISSING)
    if links.is_for_somebody_else(opened, request.user):
        return _show(request, {"state": "foreign"}, FORBIDDEN)
    state, status = "asked", 200
    if request.method == "POST":
        try:
            answer_follow_up(opened.follow_up, by=opened.learner, answer=request.POST.get("answer") or opened.answer)
            state = "answered"
        except ValidationError:
            status = 422
        opened = links.opened(token)
    return _show(request, {"state": state, "link": opened}, status)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "loops/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
