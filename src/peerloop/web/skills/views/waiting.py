"""What others have noted down for somebody, before anybody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.people.access import opens, reader
from peerloop.skills.actions import answer_waiting
from peerloop.skills.queries import waiting_offers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("offer", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Say yes or no to each imported offer; the first thing one sees after the first sign-in."""
    member = reader(request)
    if request.method == "POST":
        shown, kept = _ids(request, "shown"), _ids(request, "offer")
        answer_waiting(member, shown=shown, kept=kept)
        messages.success(request, _("Thank you. Colleagues see what you said yes to; the rest is forgotten."))
        return HttpResponseRedirect(reverse("skills:offers"), status=303)
    offers = list(waiting_offers(member))
    if not offers:
        return HttpResponseRedirect(reverse("skills:offers"))
    return render(request, "skills/waiting.html", {"offers": offers})


def _ids(request: HttpRequest, name: str) -> set[int]:
    return {int(value) for value in request.POST.getlist(name)[:1000] if value.isdecimal() and len(value) < 16}
