"""The plan of the first weeks, which the two share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.onboarding import actions
from peerloop.onboarding.queries import buddies_among, going_of, plans_seen_by, tasks_of, tasks_seen_by
from peerloop.onboarding.rules import Over
from peerloop.people.access import opens, reader
from peerloop.web.onboarding.forms import GoingForm, NewTaskForm, TaskForm, TickForm
from peerloop.web.onboarding.shown import weeks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.onboarding.models import Buddy, Task

REFUSED, UNCLEAR = 422, 400


@opens("plan", "see")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Six weeks, ticked off."""
    return _page(request, _found(request, pk), NewTaskForm())


@opens("plan", "change")
@require_POST
def adding(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to a week."""
    found, form = _found(request, pk), NewTaskForm(request.POST)
    if form.is_valid():
        try:
            task = actions.add_task(found.welcome, by=reader(request), **form.cleaned_data)
        except ValidationError as told:
            form.add_error(None, told)
        else:
            return _back(pk, task)
    return _page(request, found, form, status=REFUSED)


@opens("plan", "change")
@require_POST
def going(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it is going."""
    found, form = _found(request, pk), GoingForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=UNCLEAR)
    try:
        actions.say_how_it_goes(found, answer=form.cleaned_data["answer"], by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, _("Thank you. Only you see what you said."))
    return _back(pk)


@opens("plan", "change")
@require_POST
def parting(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody else would suit better."""
    try:
        actions.part(_found(request, pk), by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, _("Done, and nobody has done anything wrong. Somebody else will be found."))
    return HttpResponseRedirect(reverse("onboarding:buddy"), status=303)


@opens("plan", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a line otherwise."""
    one = _task(request, pk)
    form = TaskForm(request.POST or None, initial={"text": one.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_task(one, text=form.cleaned_data["text"], by=reader(request))
        except ValidationError as told:
            form.add_error(None, told)
        else:
            return _back(_plan_of(request, one), one)
    page = {"task": one, "form": form, "plan": _plan_of(request, one)}
    return render(request, "onboarding/task.html", page, status=REFUSED if form.errors else 200)


@opens("plan", "change")
@require_POST
def ticking(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a line off, or not after all."""
    one, form = _task(request, pk), TickForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=UNCLEAR)
    actions.tick(one, done=form.cleaned_data["done"], by=reader(request))
    return _back(_plan_of(request, one), one)


@opens("plan", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out."""
    one = _task(request, pk)
    back = _plan_of(request, one)
    actions.remove_task(one, by=reader(request))
    messages.success(request, _("Taken out."))
    return _back(back)


def _found(request: HttpRequest, pk: int) -> Buddy:
    return get_object_or_404(
        plans_seen_by(reader(request)).select_related("welcome", "pairing__ending"), pairing__pk=pk
    )


def _task(request: HttpRequest, pk: int) -> Task:
    return get_object_or_404(tasks_seen_by(reader(request)).select_related("welcome"), pk=pk)


def _plan_of(request: HttpRequest, task: Task) -> int:
    """The pairing under whose address the reader sees the task's plan, the latest first."""
    plans = plans_seen_by(reader(request)).filter(welcome=task.welcome_id).order_by("-pairing")
    return int(plans.values_list("pairing", flat=True)[0])


def _page(request: HttpRequest, found: Buddy, form: NewTaskForm, *, status: int = 200) -> HttpResponse:
    [seen] = buddies_among(reader(request), [found.pk])
    assert seen.buddy.pairing is not None  # noqa: S101 - a plan is seen under its pairing
    said = going_of(found, reader(request))
    page = {
        "seen": seen,
        "pairing": seen.buddy.pairing,
        "weeks": weeks(tasks_of(found), since=seen.buddy.pairing.opened_at),
        "running": seen.state == "paired",
        "asks": hasattr(seen.buddy, "asked"),
        "said": said,
        "form": form,
    }
    return render(request, "onboarding/plan.html", page, status=status)


def _back(plan: int, task: Task | None = None) -> HttpResponseRedirect:
    beside = f"#week-{task.week}" if task else ""
    return HttpResponseRedirect(reverse("onboarding:plan", args=[plan]) + beside, status=303)
