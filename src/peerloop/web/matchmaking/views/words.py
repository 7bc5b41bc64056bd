"""The links in mail about rings and silence. A GET only tells what would happen; a scanner answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.kit.tokens import BadToken
from peerloop.matchmaking import said_by_mail
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.access import opens
from peerloop.web.matchmaking.rings import told
from peerloop.web.matchmaking.shown import sides

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.said_by_mail import Word

FORBIDDEN, MISSING, GONE = 403, 404, 410


@opens("link", "redeem")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what the link would say, and say it once somebody presses the button."""
    try:
        opened = said_by_mail.opened(token)
    except BadToken:
        return _show(request, {"state": "bad"}, MISSING)
    if said_by_mail.is_for_somebody_else(opened, request.user):
        return _show(request, {"state": "foreign"}, FORBIDDEN)
    with timezone.override(ZoneInfo(opened.member.time_zone)):
        if not said_by_mail.is_open(opened):
            return _show(request, _about(opened) | {"state": "over"}, GONE)
        if request.method != "POST":
            return _show(request, _about(opened) | {"state": opened.says}, 200)
        try:
            said_by_mail.redeem(opened)
        except NotPossible as refusal:
            return _show(request, _about(opened) | {"state": "over", "why": refusal.messages[0]}, GONE)
        return _show(request, _about(said_by_mail.opened(token)) | {"state": f"{opened.says}_done"}, 200)


def _about(opened: Word) -> dict[str, object]:
    if opened.ring is not None:
        return {"word": opened, "ring": told(opened.ring, opened.member)}
    if opened.pairing is None:
        return {"word": opened}
    shown = sides(opened.pairing, opened.member)
    return {"word": opened, "pairing": opened.pairing, "shown": shown, "title": title(opened.pairing, shown.other)}


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "matchmaking/word.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
