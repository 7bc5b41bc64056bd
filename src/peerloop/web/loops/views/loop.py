"""The list of one's loops, and a loop's page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.loops.queries import around, ended_loops, loops_seen_by, open_loops, read_all
from peerloop.loops.rules import today_of
from peerloop.people.access import opens, reader
from peerloop.web.loops.forms import (
    ApplicationForm,
    CompanionForm,
    DayForm,
    FeedbackForm,
    GainForm,
    ReflectionForm,
)
from peerloop.web.loops.waiting import for_today, lately_taken_part
from peerloop.web.templatetags.shown import first_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.loops.reading import Reading

ENDED_SHOWN = 30
A_WEEK = timedelta(weeks=1)
STEPS = {"gain": GainForm, "apply": ApplicationForm, "feedback": FeedbackForm, "reflect": ReflectionForm}


@opens("loop", "see")
@require_safe
def show_loops(request: HttpRequest) -> HttpResponse:
    """List what waits for the reader, their open loops, and the ones that have ended."""
    member = reader(request)
    context = {
        "loops": open_loops(member),
        "ended": ended_loops(member, at_most=ENDED_SHOWN),
        "lately": lately_taken_part(member),
        **for_today(member),
    }
    return render(request, "loops/loops.html", context)


@opens("loop", "see")
@require_safe
def show_loop(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the loop as the reader may know it, with their next step."""
    return page(request, pk)


def onward(pk: int) -> HttpResponse:
    """Go on to the loop's page."""
    return HttpResponseRedirect(reverse("loops:loop", args=[pk]), status=303)


def page(request: HttpRequest, pk: int, *, status: int = 200, **forms_to_mend: Any) -> HttpResponse:
    """Show the loop's page, with forms that want mending in place of fresh ones."""
    member = reader(request)
    loop = next(iter(read_all(loops_seen_by(member).filter(pk=pk), member)), None)
    if loop is None:
        raise Http404
    beside = around(loop, member)
    in_a_week = today_of(member, now()) + A_WEEK
    initial = {"by_when": in_a_week, "sure": beside.before, "text": loop.draft.text if loop.draft else ""}
    if loop.next_step == "reflect":
        initial["sure"] = beside.after
    context = {
        "loop": loop,
        "beside": beside,
        "name": _name(loop),
        "form": STEPS.get(loop.next_step or "gain", GainForm)(initial=initial),
        "day_form": DayForm(initial={"by_when": in_a_week}),
        "witness_form": CompanionForm(reader=member, auto_id="saw_%s"),
        "teacher_form": CompanionForm(reader=member, auto_id="taught_%s"),
        **forms_to_mend,
    }
    return render(request, "loops/loop.html", context, status=status)


def _name(loop: Reading) -> str:
    return first_name(loop.other.name) if loop.other else _("your colleague")
