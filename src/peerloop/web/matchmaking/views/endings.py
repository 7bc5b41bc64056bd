"""How it ends: with a word of thanks, or as no fit; and whether two who have gone quiet are still at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.matchmaking import actions
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import ring_of, wanted_by
from peerloop.matchmaking.rules import NotPossible, is_running
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import EndingForm, ThanksForm
from peerloop.web.matchmaking.shown import sides
from peerloop.web.matchmaking.views.pairings import found, on_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Pairing


@opens("pairing", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how it ends, and end it."""
    pairing = found(request, pk)
    if not is_running(pairing):
        return onward("matchmaking:pairing", pk)
    form = EndingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _end(request, pairing, form)
        except NotPossible as told:
            form.add_error("thanks", told.messages[0])
    shown = sides(pairing, reader(request))
    context = {
        "pairing": pairing,
        "shown": shown,
        "title": title(pairing, shown.other),
        "form": form,
        "ring": ring_of(pairing, reader(request)),
    }
    return render(request, "matchmaking/ending.html", context, status=REFUSED if form.errors else 200)


def _end(request: HttpRequest, pairing: Pairing, form: EndingForm) -> HttpResponse:
    said, by = form.cleaned_data, reader(request)
    ring = ring_of(pairing, by)
    if said["kind"] == EndingForm.Kind.NOT_A_FIT:
        actions.end_pairing(pairing, by=by, kind=said["kind"])
        words = _("It has ended. Nobody is told why, and you two are not brought together for it again.")
        messages.success(request, words)
        need = wanted_by(by, pairing.skill)
        return onward("matchmaking:suggestions", need.pk) if need else onward("matchmaking:pairings")
    if ring is not None and said["whole"]:
        actions.end_ring(ring, by=by, thanks=said["thanks"])
    else:
        actions.end_pairing(pairing, by=by, thanks=said["thanks"])
    messages.success(request, _("Done. The place is free for somebody else, and the loop stays yours."))
    return onward("matchmaking:pairing", pairing.pk)


@opens("pairing", "change")
@require_POST
def say_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a word of thanks after the end."""
    pairing, form = found(request, pk), ThanksForm(request.POST)
    if is_running(pairing):
        return onward("matchmaking:pairing", pk)
    if form.is_valid():
        try:
            actions.thank(pairing, text=form.cleaned_data["text"], by=reader(request))
            messages.success(request, _("Your word is on its way."))
            return onward("matchmaking:pairing", pk)
        except NotPossible as told:
            form.add_error(None, told)
    return on_page(request, pairing, thanks_form=form, status=REFUSED)


@opens("pairing", "change")
@require_POST
def still(request: HttpRequest, pk: int) -> HttpResponse:
    """The two are still at it."""
    try:
        actions.still_at_it(found(request, pk), by=reader(request))
        messages.success(request, _("Good. We ask nothing for two weeks."))
    except NotPossible as told:
        messages.warning(request, told.messages[0])
    return onward("matchmaking:pairing", pk)
