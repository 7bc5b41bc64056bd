"""How the rounds go, and a round besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.coffee.actions import call_round
from peerloop.coffee.queries import rounds_told
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("round", "call")
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """The latest rounds in counts; a POST calls one."""
    member = reader(request)
    if request.method == "POST":
        call_round(by=member)
        words = _("In a minute, everybody whose turn it is has somebody to meet.")
        messages.success(request, words)
        return HttpResponseRedirect(reverse("coffee:rounds"), status=303)
    return render(request, "coffee/rounds.html", {"rounds": rounds_told(member)})
