"""What the pages of circles show, and how their buttons answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from peerloop.circles.queries import inside, one
from peerloop.circles.words import usual_hour
from peerloop.formats.queries import format_by
from peerloop.people.access import reader
from peerloop.web.circles.forms import GoalForm, TaskForm
from peerloop.web.circles.panels import on_circle
from peerloop.web.discussion.part import thread_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.queries import Shown

REFUSED = 422
LARGEST = 2**63 - 1


def found(request: HttpRequest, pk: int) -> Shown:
    """Return the circle as the reader sees it; ``Http404`` where they do not."""
    shown = one(reader(request), pk) if pk <= LARGEST else None
    if shown is None:
        raise Http404
    return shown


def within(request: HttpRequest, pk: int) -> Shown:
    """Return a circle that the reader is in; ``Http404`` for everybody else."""
    shown = found(request, pk)
    if shown.mine is None:
        raise Http404
    return shown


def led(request: HttpRequest, pk: int) -> Shown:
    """Return a circle that the reader looks after; ``Http404`` for everybody else."""
    shown = found(request, pk)
    if not shown.leads:
        raise Http404
    return shown


def page(request: HttpRequest, shown: Shown, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the circle's page, with the form that wants another look."""
    member, circle = reader(request), shown.circle
    context = about(shown) | {"panels": on_circle.shown(request, circle, member)}
    if shown.mine is not None:
        context |= {"inside": inside(circle, member), "goal_form": GoalForm(auto_id="goal_%s")}
        context |= {"task_form": TaskForm(auto_id="task_%s")}  # the thread's form asks for a text, too
        context |= thread_part(request, circle.thread)
    return render(request, "circles/circle.html", context | forms, status=status)


def about(shown: Shown) -> dict[str, Any]:
    """Return what each page of a circle shows at its head."""
    form = format_by(shown.circle.format) if shown.circle.format else None
    return {
        "shown": shown,
        "circle": shown.circle,
        "format": form,
        "usual": usual_hour(shown.circle, get_current_timezone()),
    }


def act(request: HttpRequest, do: Callable[[], object], done: str, *, to: str, args: list[Any]) -> HttpResponse:
    """Do it, say so or why it cannot be, and lead on; who may not gets the same 404 as for what is not there."""
    try:
        do()
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        if done:
            messages.success(request, done)
    return onward(to, *args)


def onward(name: str, *args: Any) -> HttpResponseRedirect:
    """Lead on to a page, after a form."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)
