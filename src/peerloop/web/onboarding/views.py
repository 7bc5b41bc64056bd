"""One's own buddy, the newcomers whose buddy one is, and whether one wants to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.onboarding import actions
from peerloop.onboarding.queries import buddies, buddies_seen_by, is_reluctant, newcomers_seen_by, welcome_of
from peerloop.onboarding.rules import Over
from peerloop.people.access import opens, reader
from peerloop.web.onboarding.shown import card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("buddy", "see")
@require_http_methods(["GET", "HEAD", "POST"])
def buddy(request: HttpRequest) -> HttpResponse:
    """Who is proposed or agreed, either way; a POST asks for a buddy."""
    member = reader(request)
    if request.method == "POST":
        actions.look_for_buddy(member, by=member)
        messages.success(request, _("We look for somebody. You hear of it by mail and see it here."))
        return _back()
    cards = [card(one) for one in buddies(member)]
    welcome = welcome_of(member)
    mine = [one for one in cards if one.seen.newcomer]
    page = {
        "welcome": welcome,
        "closed": bool(welcome and hasattr(welcome, "closing")),
        "mine": [one for one in mine if one.seen.state != "ended"],
        "past": [one for one in cards if one.seen.state == "ended"],
        "others": [one for one in cards if not one.seen.newcomer and one.seen.state != "ended"],
        "reluctant": is_reluctant(member),
        "manages": newcomers_seen_by(member).exists(),
    }
    return render(request, "onboarding/buddy.html", page)


@opens("buddy", "ask")
@require_POST
def closing(request: HttpRequest) -> HttpResponse:
    """Need no buddy."""
    actions.need_none(reader(request))
    messages.success(request, _("Nobody is looked for any more. You can ask for a buddy at any time."))
    return _back()


@opens("buddy", "ask")
@require_POST
def reluctance(request: HttpRequest) -> HttpResponse:
    """Be proposed to nobody any more."""
    actions.stand_back(reader(request))
    messages.success(request, _("You are proposed to nobody any more, and nobody is told."))
    return _back()


@opens("buddy", "ask")
@require_POST
def readiness(request: HttpRequest) -> HttpResponse:
    """Be proposed again."""
    actions.stand_ready(reader(request))
    messages.success(request, _("Good. Somebody new may be glad of you."))
    return _back()


@opens("buddy", "answer")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    found = get_object_or_404(buddies_seen_by(reader(request)), pk=pk)
    try:
        both = actions.say_yes(found, by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        words = _("You have both said yes. Here is your plan.") if both else _("Good. We ask the other one, too.")
        messages.success(request, words)
    return _back()


@opens("buddy", "answer")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say not this one."""
    found = get_object_or_404(buddies_seen_by(reader(request)), pk=pk)
    try:
        actions.say_no(found, by=reader(request))
    except Over as over:
        messages.warning(request, over.messages[0])
    else:
        messages.success(request, _("Answered. Nobody is told who said so."))
    return _back()


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("onboarding:buddy"), status=303)
