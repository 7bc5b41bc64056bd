"""Match everybody: ask for a run, watch it, look at its draft, publish it, take it back; and what the runs reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.matchmaking import actions, progress
from peerloop.matchmaking.queries import policy_in_force, runs_seen_by, saved_policies
from peerloop.matchmaking.queries.appeals import calls_of
from peerloop.matchmaking.queries.runs import any_under_way, runs_in_full, standing_run
from peerloop.matchmaking.rules import NotPossible
from peerloop.matchmaking.states import LABELS, RunOver, State, state, withdrawn_until
from peerloop.matchmaking.telling import Told, told
from peerloop.people.access import opens, reader
from peerloop.web.organise.run_words import change_words, reached, sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Run
    from peerloop.people.models import Member

AT_ONCE = 20


@dataclass(frozen=True)
class Line:
    """A run in the history."""

    run: Run
    state: State
    stands: bool
    told: Told | None

    @property
    def label(self) -> str:
        """Its state in a word."""
        return _("stands now") if self.stands else str(LABELS[self.state])


@opens("run", "see")
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """The buttons, what waits and what stands, and all runs in their order."""
    member = reader(request)
    standing = standing_run()
    shown = Paginator(runs_in_full(runs_seen_by(member)), AT_ONCE).get_page(request.GET.get("page"))
    lines = [Line(run, state(run), run == standing, told(run)) for run in shown]
    page = {
        "under_way": any_under_way(),
        "draft": next((line for line in lines[:1] if line.state is State.DRAFT), None),
        "standing": standing,
        "policy": policy_in_force(),
        "lines": lines,
        "pages": shown,
    }
    return render(request, "organise/runs.html", page)


@opens("run", "ask")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask the worker for a run, afresh or around what stands, by the policy in force or a saved one."""
    member = reader(request)
    around = standing_run() if request.POST.get("around") else None
    policy = policy_in_force()
    if named := request.POST.get("policy", ""):
        policy = get_object_or_404(saved_policies(member), pk=int(named) if named.isdecimal() else 0)
    try:
        asked = actions.ask_for_run(by=member, policy=policy, around=around)
    except NotPossible as refused:
        messages.warning(request, refused.messages[0])
        return HttpResponseRedirect(reverse("organise:run"), status=303)
    return HttpResponseRedirect(reverse("organise:one_run", args=[asked.pk]), status=303)


@opens("run", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How a run is getting on; its draft, and what that would change; what it reached, and how to take it back."""
    member = reader(request)
    run = get_object_or_404(runs_in_full(runs_seen_by(member)), pk=pk)
    found, figures = state(run), told(run)
    page = {
        "run": run,
        "state": str(found),
        "progress": progress.of(run),
        "told": figures,
        "reached": reached(figures) if figures else [],
        "minutes": _minutes(run) if found is State.PUBLISHED else 0,
        "stands": found is State.PUBLISHED and run == standing_run(),
        "calls": calls_of(run) if found in {State.DRAFT, State.PUBLISHED} else [],
    }
    if found is State.DRAFT:
        change = actions.what_would_change(run, None)
        page |= {"changes": change_words(change), "sides": sides(change), "names": change.names_for(member)}
    return render(request, "organise/run.html", page)


@opens("run", "ask")
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a run that is under way."""
    return _done(request, pk, actions.stop)


@opens("run", "publish")
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft."""
    return _done(request, pk, actions.publish)


@opens("run", "publish")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published run back."""
    return _done(request, pk, actions.withdraw_run)


@opens("run", "publish")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    return _done(request, pk, actions.discard)


def _done(request: HttpRequest, pk: int, action: Callable[..., Run]) -> HttpResponse:
    """Do it, say what came of it or why it cannot be, and lead back to the run."""
    member: Member = reader(request)
    run = get_object_or_404(runs_seen_by(member), pk=pk)
    try:
        messages.success(request, _outcome(action(run, by=member)))
    except RunOver as refused:
        messages.warning(request, refused.messages[0])
    return HttpResponseRedirect(reverse("organise:one_run", args=[pk]), status=303)


def _outcome(run: Run) -> str:
    return {
        State.STOPPED: _("The run is stopped; nothing of it is kept."),
        State.DISCARDED: _("The draft is thrown away; nobody has seen anything of it."),
        State.PUBLISHED: _("Published: its choices stand first among everybody’s suggestions."),
        State.WITHDRAWN: _("Withdrawn: what stood before stands again. Whoever has asked somebody keeps that request."),
    }[state(run)]


def _minutes(run: Run) -> int:
    """For how many more minutes the run can be withdrawn."""
    return max(0, math.ceil((withdrawn_until(run) - now()).total_seconds() / 60))
