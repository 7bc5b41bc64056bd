"""The links that mail carries. A GET only tells what would happen, so that a mail scanner accepts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerloop.kit.tokens import BadToken
from peerloop.matchmaking import actions, links
from peerloop.matchmaking.rules import BadLine, NotPossible, is_open
from peerloop.people.access import opens
from peerloop.web.matchmaking.answers import REFUSED
from peerloop.web.matchmaking.forms import WordForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORBIDDEN, MISSING, GONE = 403, 404, 410


@opens("link", "redeem")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what the link would answer, and answer it once somebody presses the button."""
    try:
        opened = links.opened(token)
    except BadToken:
        return _show(request, {"state": "bad"}, MISSING)
    if links.is_for_somebody_else(opened, request.user):
        return _show(request, {"state": "foreign"}, FORBIDDEN)
    with timezone.override(ZoneInfo(opened.teacher.time_zone)):
        return _redeem(request, opened, token) if request.method == "POST" else _tell(request, opened, WordForm())


def _tell(request: HttpRequest, opened: links.Link, form: WordForm, *, status: int = 200) -> HttpResponse:
    if not is_open(opened.request):
        return _show(request, {"state": "over", "link": opened}, GONE)
    context = {"state": opened.answer, "link": opened, "word_form": form, "other_way": links.other_way(opened)}
    return _show(request, context, status)


def _redeem(request: HttpRequest, opened: links.Link, token: str) -> HttpResponse:
    form = WordForm(request.POST)
    if not form.is_valid():
        return _tell(request, opened, form, status=REFUSED)
    try:
        if opened.answer == "acceptance":
            actions.accept(opened.request, by=opened.teacher)
        else:
            actions.decline(opened.request, by=opened.teacher, word=form.cleaned_data["word"])
    except BadLine as told:
        form.add_error(None, told)
        return _tell(request, opened, form, status=REFUSED)
    except NotPossible:
        return _show(request, {"state": "over", "link": links.opened(token)}, GONE)
    return _show(request, {"state": f"{opened.answer}_done", "link": opened}, 200)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "matchmaking/link.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
