"""The goals of two who learn together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.matchmaking import actions
from peerloop.matchmaking.queries import goals_seen_by
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import GoalForm
from peerloop.web.matchmaking.views.pairings import found, on_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Goal


@opens("pairing", "change")
@require_POST
def set_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down where the two want to get."""
    pairing, form = found(request, pk), GoalForm(request.POST)
    if form.is_valid():
        try:
            actions.set_goal(pairing, **form.cleaned_data, by=reader(request))
            return onward("matchmaking:pairing", pk)
        except NotPossible as told:
            form.add_error(None, told)
    return on_page(request, pairing, goal_form=form, status=REFUSED)


@opens("goal", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a goal anew."""
    one = _goal(request, pk)
    form = GoalForm(request.POST if request.method == "POST" else None, initial={"text": one.text, "day": one.day})
    if form.is_valid():
        try:
            actions.change_goal(one, **form.cleaned_data, by=reader(request))
            messages.success(request, _("The goal is changed, for both of you."))
            return onward("matchmaking:pairing", one.pairing_id)
        except NotPossible as told:
            form.add_error(None, told)
    context = {"goal": one, "form": form}
    return render(request, "matchmaking/goal.html", context, status=REFUSED if form.errors else 200)


@opens("goal", "change")
@require_POST
def reach(request: HttpRequest, pk: int) -> HttpResponse:
    """It is reached."""
    return _do(request, pk, actions.reach_goal, _("Reached. Well done, both of you."))


@opens("goal", "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not reached after all."""
    return _do(request, pk, actions.reopen_goal, _("The goal is open again."))


@opens("goal", "change")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike it out."""
    return _do(request, pk, actions.drop_goal, _("The goal is struck out, for both of you."))


def _goal(request: HttpRequest, pk: int) -> Goal:
    return get_object_or_404(goals_seen_by(reader(request)), pk=pk)


def _do(request: HttpRequest, pk: int, act: Callable[..., object], words: str) -> HttpResponse:
    one = _goal(request, pk)
    pairing, by = one.pairing_id, reader(request)
    return done(request, lambda: act(one, by=by), words, pairing)


def done(request: HttpRequest, act: Callable[[], object], words: str, pairing: int) -> HttpResponse:
    """Do it and lead back to the pairing, with the words for it or the reason why it cannot be."""
    try:
        act()
        messages.success(request, words)
    except NotPossible as told:
        messages.warning(request, told.messages[0])
    return onward("matchmaking:pairing", pairing)
