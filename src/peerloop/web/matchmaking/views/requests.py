"""Who asked whom, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import actions
from peerloop.matchmaking.queries import answered, asked_by, in_full, requests_seen_by, to_answer
from peerloop.matchmaking.rules import BadLine, NotPossible, is_open
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import WordForm
from peerloop.web.matchmaking.shown import sides

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Request

A_PAGE = 20


@opens("request", "see")
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List what waits for the reader's answer, what they have asked, and what is over."""
    member = reader(request)
    over = Paginator(answered(member), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "to_answer": to_answer(member),
        "asked": asked_by(member),
        "over": over,
        "past": [(one, sides(one, member)) for one in over],
    }
    return render(request, "matchmaking/requests.html", context)


@opens("request", "see")
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what is asked, by whom and when, and what can be answered."""
    return _page(request, _find(request, pk), WordForm())


@opens("request", "answer")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    asked = _find(request, pk)
    try:
        pairing = actions.accept(asked, by=reader(request))
    except NotPossible as told:
        messages.warning(request, told.messages[0])
        return onward("matchmaking:request", pk)
    words = _("You are learning together now: the hour with %(name)s is in both calendars.")
    messages.success(request, words % {"name": asked.learner.name})
    return onward("matchmaking:pairing", pairing.pk)


@opens("request", "answer")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is not possible this time."""
    asked, form = _find(request, pk), WordForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=REFUSED)
    try:
        actions.decline(asked, by=reader(request), word=form.cleaned_data["word"])
    except BadLine as told:
        form.add_error(None, told)
        return _page(request, asked, form, status=REFUSED)
    except NotPossible as told:
        messages.warning(request, told.messages[0])
        return onward("matchmaking:request", pk)
    words = _("Answered. The hour is free again; %(name)s is told kindly, and somebody else will be found.")
    messages.success(request, words % {"name": asked.learner.name})
    return onward("matchmaking:requests")


@opens("request", "withdraw")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    asked = _find(request, pk)
    try:
        actions.withdraw(asked, by=reader(request))
    except NotPossible as told:
        messages.warning(request, told.messages[0])
        return onward("matchmaking:request", pk)
    messages.success(request, _("Withdrawn. The hour is free again for both of you."))
    return onward("matchmaking:suggestions", asked.need_id) if asked.need_id else onward("matchmaking:requests")


def _find(request: HttpRequest, pk: int) -> Request:
    return get_object_or_404(in_full(requests_seen_by(reader(request))), pk=pk)


def _page(request: HttpRequest, asked: Request, form: WordForm, *, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "shown": sides(asked, reader(request)), "waits": is_open(asked), "word_form": form}
    return render(request, "matchmaking/request.html", context, status=status)
