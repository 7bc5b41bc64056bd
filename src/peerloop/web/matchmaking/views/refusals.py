"""Not this one; and what would bring others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.matchmaking.actions import bring_back, not_this
from peerloop.matchmaking.changes import what_would_change
from peerloop.matchmaking.queries import refusals, teachers_for
from peerloop.matchmaking.words import change_words
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import RefusalForm
from peerloop.web.matchmaking.views.suggestions import own_need

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("suggestion", "refuse")
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: int, teacher: int) -> HttpResponse:
    """Ask why not, then suggest this teacher no more for this need."""
    need = own_need(reader(request), pk)
    whom = get_object_or_404(teachers_for(need), pk=teacher)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = {"need": need, "teacher": whom, "form": form}
        return render(request, "matchmaking/refusal.html", page, status=REFUSED if form.errors else 200)
    not_this(need, teacher=whom, reason=form.cleaned_data["reason"], by=reader(request))
    words = _("%(name)s is no longer suggested to you for this. Nobody else hears of it.")
    messages.success(request, words % {"name": whom.name})
    return onward("matchmaking:suggestions", pk)


@opens("suggestion", "refuse")
@require_POST
def welcome(request: HttpRequest, pk: int, teacher: int) -> HttpResponse:
    """Let somebody be suggested again who was refused."""
    need = own_need(reader(request), pk)
    refused = next((one for one in refusals(need) if one.teacher_id == teacher), None)
    if refused is None:
        raise Http404
    bring_back(need, teacher=teacher, by=reader(request))
    words = _("%(name)s may be suggested to you again.")
    messages.success(request, words % {"name": refused.teacher.name})
    return onward("matchmaking:suggestions", pk)


@opens("suggestion", "see")
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What one could change so that more people could help."""
    need = own_need(reader(request), pk)
    found = [change_words(one, skill=need.skill.name) for one in what_would_change(need)]
    page = {"need": need, "changes": found, "public": need.visibility == "public"}
    return render(request, "matchmaking/changes.html", page)
