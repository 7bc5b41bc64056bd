"""The question and the answer that a page is about, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from peerloop.discussion.rules import LooksSecret, TooOften
from peerloop.files.rules import TooMany
from peerloop.people.access import reader
from peerloop.questions.queries import answers_seen_by, page, questions_seen_by, remarks_seen_by
from peerloop.web.questions.forms import AnswerForm, Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from peerloop.questions.models import Answer, Question, Remark

REFUSED, OVERTAKEN, TOO_OFTEN, SEE_OTHER = 422, 409, 429, 303


def found(request: HttpRequest, uid: UUID) -> Question:
    """Return the question if the reader sees it, else 404."""
    return get_object_or_404(questions_seen_by(reader(request)), uid=uid)


def found_answer(request: HttpRequest, pk: int) -> Answer:
    """Return the answer if the reader sees it, else 404."""
    return get_object_or_404(answers_seen_by(reader(request)).select_related("question"), pk=pk)


def found_remark(request: HttpRequest, pk: int) -> Remark:
    """Return the remark if the reader sees it, else 404."""
    return get_object_or_404(remarks_seen_by(reader(request)).select_related("question"), pk=pk)


def to_question(uid: UUID, part: str = "") -> HttpResponse:
    """Lead on to the question's page after a POST."""
    return HttpResponseRedirect(reverse("questions:question", args=[uid]) + part, status=SEE_OTHER)


def do(request: HttpRequest, act: Callable[[], object], *, then: HttpResponse, said: str = "") -> HttpResponse:
    """Do what one click asks for, and lead on; who may not is told nothing more than who does not see it."""
    try:
        act()
    except PermissionDenied as refused:
        raise Http404 from refused
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        if said:
            messages.success(request, said)
    return then


def show(request: HttpRequest, uid: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show the question's page, with what a form on it has to say."""
    number = request.GET.get("page", "1")
    at = min(max(int(number), 1), 10_000) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    shown = page(reader(request), uid, at)
    if shown is None:
        raise Http404
    context = {"shown": shown, "question": shown.question, "form": AnswerForm(), "answered_to": _answered_to(more)}
    return render(request, "questions/question.html", context | more, status=status)


def _answered_to(more: Mapping[str, Any]) -> int | None:
    """Return the answer that a form on the page has something to say of, 0 for the question itself."""
    return more["remark"]["on"] if "remark" in more else more.get("verifying")


def refused(form: forms.Form, wrong: ValidationError) -> int:
    """Put into the form what is wrong, and return the status that says so."""
    if isinstance(wrong, TooOften):
        form.add_error(None, wrong)
        return TOO_OFTEN
    if isinstance(wrong, TooMany):
        form.add_error("file", wrong.messages)
        return TOO_OFTEN
    if hasattr(wrong, "error_dict"):
        for name, errors in wrong.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, wrong)
    if isinstance(wrong, LooksSecret):
        ask_anyway(form)
    return REFUSED


def ask_anyway(form: forms.Form) -> None:
    """Let the one who writes say that it is no secret."""
    from django.forms import CheckboxInput

    if isinstance(form, Sent):
        form.ask_anyway()
    elif "anyway" in form.fields:
        form.fields["anyway"].widget = CheckboxInput()


def with_wait(response: HttpResponse, wrong: ValidationError) -> HttpResponse:
    """Say in the answer after how many seconds one may go on."""
    if isinstance(wrong, TooOften | TooMany):
        response["Retry-After"] = str(wrong.seconds)
    return response
