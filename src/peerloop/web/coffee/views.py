"""One's own part in the coffee rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.coffee import actions
from peerloop.coffee.queries import coffees, introductions_seen_by, joining_of
from peerloop.coffee.rules import Over, snoozes
from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.web.coffee.forms import JoinForm, MetForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.coffee.models import Joining

LATEST = 12
UNCLEAR = 400


@opens("coffee", "join")
@require_http_methods(["GET", "HEAD", "POST"])
def coffee(request: HttpRequest) -> HttpResponse:
    """Whom one is to meet, whom one has met, and how one takes part."""
    member = reader(request)
    joining = joining_of(member)
    form = JoinForm(request.POST or None, initial=_as_it_stands(joining) if joining else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(member, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Kept.") if joining else _("You are in. The next round finds you somebody."))
            return _back()
    listed = coffees(member, at_most=LATEST)
    page = {
        "joining": joining,
        "snoozed": bool(joining and snoozes(joining, at=now())),
        "form": form,
        "open": [one for one in listed if one.state in {"asked", "waits", "booked", "ask_met"}],
        "past": [one for one in listed if one.state in {"met", "off"}],
    }
    return render(request, "coffee/coffee.html", page, status=422 if form.errors else 200)


@opens("coffee", "join")
@require_POST
def leaving(request: HttpRequest) -> HttpResponse:
    """Take part no more."""
    actions.leave(reader(request))
    messages.success(request, _("You take part no more. What is booked stays booked."))
    return _back()


@opens("introduction", "answer")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    introduction = get_object_or_404(introductions_seen_by(reader(request)), pk=pk)
    try:
        booked = actions.say_yes(introduction, by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        told = _("Booked. It is in your calendar.") if booked else _("Good. It is booked as soon as all have said yes.")
        messages.success(request, told)
    return _back()


@opens("introduction", "answer")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say not this time."""
    introduction = get_object_or_404(introductions_seen_by(reader(request)), pk=pk)
    try:
        actions.say_no(introduction, by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, _("Your half-hour is free again. The next round brings somebody new."))
    return _back()


@opens("introduction", "answer")
@require_POST
def met(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one met."""
    introduction = get_object_or_404(introductions_seen_by(reader(request)), pk=pk)
    form = MetForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=UNCLEAR)
    try:
        actions.say_met(introduction, by=reader(request), met=form.cleaned_data["met"])
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, _("Thank you."))
    return _back()


def _as_it_stands(joining: Joining) -> dict[str, object]:
    """The form as it stands; a day that has come is no longer one to wait for."""
    until = joining.snoozed_until if snoozes(joining, at=now()) else None
    return {"every": joining.every, "snoozed_until": until, "books_itself": joining.books_itself}


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("coffee:coffee"), status=303)
