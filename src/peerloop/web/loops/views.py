"""A loop's page, and its steps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.loops.actions import (
    confirm,
    give_feedback,
    let_go,
    put_off,
    reflect,
    say_applied,
    say_gain,
)
from peerloop.loops.queries import ended_loops, loops_seen_by, open_loops, read_all
from peerloop.loops.rules import as_learner, as_teacher, today_of
from peerloop.people.access import opens, reader
from peerloop.web.loops.forms import ApplicationForm, DayForm, FeedbackForm, GainForm, ReflectionForm
from peerloop.web.templatetags.shown import first_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from peerloop.loops.models import Loop

    Step = Callable[..., Loop]

ENDED_SHOWN = 30
A_WEEK = timedelta(weeks=1)
TEACHERS = (give_feedback, confirm)
STEPS = {"gain": GainForm, "apply": ApplicationForm, "feedback": FeedbackForm, "reflect": ReflectionForm}


@opens("loop", "see")
@require_safe
def show_loops(request: HttpRequest) -> HttpResponse:
    """List the loops that wait for the reader, and the ones that have ended."""
    context = {"loops": open_loops(reader(request)), "ended": ended_loops(reader(request), at_most=ENDED_SHOWN)}
    return render(request, "loops/loops.html", context)


@opens("loop", "see")
@require_safe
def show_loop(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the loop as the reader may know it, with their next step."""
    return _page(request, pk)


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
    return _take(request, pk, confirm, None, _("Confirmed."))


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


def _take(
    request: HttpRequest, pk: int, step: Step, form: forms.Form | None, done: str, name: str = "form"
) -> HttpResponse:
    """Take a step with what was typed, or show it again with what is to be mended; only whose step it is."""
    loop = get_object_or_404(loops_seen_by(reader(request)), pk=pk)
    (as_teacher if step in TEACHERS else as_learner)(loop, reader(request))
    if form is not None and not form.is_valid():
        return _page(request, pk, status=422, **{name: form})
    try:
        step(loop, by=reader(request), **(form.cleaned_data if form else {}))
    except ValidationError as refused:
        if form is None:
            messages.warning(request, " ".join(refused.messages))
            return _onward(pk)
        form.add_error(None, refused)
        return _page(request, pk, status=422, **{name: form})
    messages.success(request, done)
    return _onward(pk)


def _onward(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("loops:loop", args=[pk]), status=303)


def _page(request: HttpRequest, pk: int, *, status: int = 200, **forms_to_mend: Any) -> HttpResponse:
    member = reader(request)
    reading = next(iter(read_all(loops_seen_by(member).filter(pk=pk), member)), None)
    if reading is None:
        raise Http404
    in_a_week = {"by_when": today_of(member, now()) + A_WEEK}
    next_form = STEPS.get(reading.next_step or "gain", GainForm)(initial=in_a_week)
    context = {
        "loop": reading,
        "name": first_name(reading.other.name) if reading.other else _("your colleague"),
        "form": next_form,
        "day_form": DayForm(initial=in_a_week),
        **forms_to_mend,
    }
    return render(request, "loops/loop.html", context, status=status)
