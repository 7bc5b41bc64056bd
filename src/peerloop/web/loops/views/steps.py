"""The steps of a loop, each by the one whose step it is, and what takes one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.loops.actions import (
    confirm,
    give_feedback,
    let_go,
    put_off,
    reflect,
    say_applied,
    say_gain,
    take_up,
    unconfirm,
)
from peerloop.loops.queries import loops_seen_by
from peerloop.loops.rules import as_learner, as_teacher
from peerloop.people.access import opens, reader
from peerloop.web.loops.forms import ApplicationForm, DayForm, FeedbackForm, GainForm, ReflectionForm
from peerloop.web.loops.views.loop import onward, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from peerloop.loops.models import Loop

    Step = Callable[..., Loop]

TEACHERS = (give_feedback, confirm, unconfirm)


@opens("loop", "turn")
@require_POST
def gain(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was gained and what will be tried."""
    return _take(request, pk, say_gain, GainForm(request.POST), _("Noted. On the day you chose we ask how it went."))


@opens("loop", "turn")
@require_POST
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another day."""
    return _take(request, pk, put_off, DayForm(request.POST), _("No hurry. We ask again on the new day."), "day_form")


@opens("loop", "turn")
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happened."""
    return _take(request, pk, say_applied, ApplicationForm(request.POST), _("Well done. Two arcs of four are closed."))


@opens("loop", "answer")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one makes of it, as the one who taught."""
    return _take(request, pk, give_feedback, FeedbackForm(request.POST), _("Thank you. Only the two of you read it."))


@opens("loop", "answer")
@require_POST
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that it was applied."""
    return _take(request, pk, confirm, None, _("Confirmed: your receipt stands by what was tried."))


@opens("loop", "answer")
@require_POST
def receipt_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the receipt back."""
    return _take(request, pk, unconfirm, None, _("Taken back. You can confirm it again at any time."))


@opens("loop", "turn")
@require_POST
def reflection(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one has learned, to oneself."""
    return _take(request, pk, reflect, ReflectionForm(request.POST), _("Full circle. This stays yours alone."))


@opens("loop", "turn")
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the loop go."""
    return _take(request, pk, let_go, None, _("Let go. What you wrote stays here for you."))


@opens("loop", "turn")
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the loop up again."""
    return _take(request, pk, take_up, None, _("The loop is open again."))


def _take(
    request: HttpRequest, pk: int, step: Step, form: forms.Form | None, done: str, name: str = "form"
) -> HttpResponse:
    """Take a step with what was typed, or show it again with what is to be mended; only whose step it is."""
    loop = get_object_or_404(loops_seen_by(reader(request)), pk=pk)
    (as_teacher if step in TEACHERS else as_learner)(loop, reader(request))
    if form is not None and not form.is_valid():
        return page(request, pk, status=422, **{name: form})
    try:
        step(loop, by=reader(request), **(form.cleaned_data if form else {}))
    except ValidationError as refused:
        if form is None:
            messages.warning(request, " ".join(refused.messages))
            return onward(pk)
        form.add_error(None, refused)
        return page(request, pk, status=422, **{name: form})
    messages.success(request, done)
    return onward(pk)
