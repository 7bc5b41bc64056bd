"""What those in a circle do: goals, tasks, and their word at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.circles import actions
from peerloop.circles.queries import goals_of, goals_seen_by, tasks_of, tasks_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.circles.forms import DoneForm, GoalForm, ProgressForm, WordForm
from peerloop.web.circles.shown import REFUSED, act, onward, page, within
from peerloop.web.circles.views import report_page
from peerloop.web.sessions.views.announce import by_field

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.models import TaskDone


@opens("circle", "take-part")
@require_POST
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a goal."""
    shown, form = within(request, pk), GoalForm(request.POST, auto_id="goal_%s")
    if form.is_valid():
        try:
            actions.set_goal(shown.circle, by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            by_field(form, refused)
        else:
            return onward("circles:circle", pk)
    return page(request, shown, goal_form=form, status=REFUSED)


@opens("circle-goal", "note")
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a goal is, and a note of it."""
    member = reader(request)
    found = get_object_or_404(goals_seen_by(member).select_related("circle__closing"), pk=pk)
    aim = next(each for each in goals_of(found.circle) if each.goal.pk == pk)
    form = ProgressForm(request.POST if request.method == "POST" else None, initial={"share": aim.share})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_progress(found, by=member, **form.cleaned_data)
        except ValidationError as refused:
            by_field(form, refused)
        else:
            messages.success(request, _("Noted."))
            return onward("circles:circle", found.circle_id)
    context = {"aim": aim, "circle": found.circle, "form": form, "closed": hasattr(found.circle, "closing")}
    return render(request, "circles/goal.html", context, status=REFUSED if form.errors else 200)


@opens("circle-goal", "note")
@require_POST
def goal_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal off."""
    by = reader(request)
    found = get_object_or_404(goals_seen_by(by).select_related("circle"), pk=pk)
    there = found.circle_id
    try:
        return act(request, lambda: actions.drop_goal(found, by=by), _("Taken off."), to="circles:circle", args=[there])
    except Http404:
        messages.warning(request, _("Only whoever set it, or looks after the circle, takes a goal off."))
        return onward("circles:circle", there)


@opens("circle-task", "do")
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task, what became of it, and what happened when one tried it."""
    member = reader(request)
    found = get_object_or_404(tasks_seen_by(member).select_related("circle__closing", "circle__skill"), pk=pk)
    to_do = next(each for each in tasks_of(found.circle, member) if each.task.pk == pk)
    first = {"text": to_do.mine.text if to_do.mine else "", "into_loop": True}
    form = DoneForm(request.POST if request.method == "POST" else None, initial=first)
    if found.circle.skill is None:
        del form.fields["into_loop"]
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.do_task(found, by=member, **form.cleaned_data)
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as refused:
            by_field(form, refused)
        else:
            _say_done(request, done)
            return onward("circles:circle", found.circle_id)
    closed = hasattr(found.circle, "closing")
    context = {"to_do": to_do, "circle": found.circle, "form": form, "closed": closed}
    return render(request, "circles/task.html", context, status=REFUSED if form.errors else 200)


@opens("circle", "take-part")
@require_POST
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one takes along, and who may read it."""
    shown, form = within(request, pk), WordForm(request.POST)
    if form.is_valid():
        try:
            actions.say_word(shown.circle, by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            if not shown.closed:
                messages.warning(request, " ".join(refused.messages))
                return onward("circles:circle", pk)
            by_field(form, refused)
        else:
            messages.success(request, _("Thank you. You can change it or take it back here."))
            return onward("circles:report", pk)
    if not shown.closed:
        return onward("circles:circle", pk)
    return report_page(request, pk, form=form, status=REFUSED)


@opens("circle", "take-part")
@require_POST
def word_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's word back."""
    shown, by = within(request, pk), reader(request)
    to = "circles:report" if shown.closed else "circles:circle"
    return act(request, lambda: actions.take_word_back(shown.circle, by=by), _("Taken back."), to=to, args=[pk])


def _say_done(request: HttpRequest, done: TaskDone) -> None:
    words = _("Well done. It stands in your loop, too.") if done.loop_id else _("Well done.")
    messages.success(request, words)
