"""Questions posed for a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.live.actions import answer_question, pose, unvote, vote, withdraw_question
from peerloop.live.queries import posed_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.live.asked import REFUSED, back, lived
from peerloop.web.live.forms import QuestionForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PART = "#questions"


@opens("posed", "make")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Pose one; what will not do is shown again on a page of its own."""
    session = lived(request, pk)
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            pose(session, text=form.cleaned_data["text"], by=reader(request))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return back(request, pk, PART)
    return render(request, "live/question.html", {"session": session, "form": form}, status=REFUSED)


@opens("posed", "vote")
@require_POST
def want(request: HttpRequest, pk: int) -> HttpResponse:
    """Want it, too, or no longer."""
    return _do(request, pk, unvote if request.POST.get("do") == "take_back" else vote)


@opens("posed", "withdraw")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own back."""
    return _do(request, pk, withdraw_question, _("Your question is withdrawn."))


@opens("posed", "answer")
@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it as answered, as who leads."""
    return _do(request, pk, answer_question)


def _do(request: HttpRequest, pk: int, act: Callable[..., None], done: str = "") -> HttpResponse:
    posed = get_object_or_404(posed_seen_by(reader(request)).select_related("session"), pk=pk)
    try:
        act(posed, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        if done:
            messages.success(request, done)
    return back(request, posed.session_id, PART)
