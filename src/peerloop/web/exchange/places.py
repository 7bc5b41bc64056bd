"""A place in a team for some weeks: offered, asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.exchange import actions, queries
from peerloop.exchange.rules import is_offered
from peerloop.people.access import opens, reader
from peerloop.web.exchange.answers import REFUSED, onward
from peerloop.web.exchange.forms import PlaceForm, WordForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.exchange.models import Place


@opens("exchange", "offer")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Offer a place in one's team."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["said"], said["seats"] = said.pop("about"), said.pop("places")
        try:
            place = actions.offer_place(by=reader(request), **said)
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Offered. Who would like to come asks you and their own manager."))
            return onward("place", place.pk)
    page = {"form": form, "team": reader(request).team}
    return render(request, "exchange/place_new.html", page, status=REFUSED if form.errors else 200)


@opens("place", "see")
@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """What one will do, and how to ask."""
    return _page(request, _place(request, pk), WordForm())


@opens("place", "ask")
@require_POST
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the host, and one's own manager."""
    found, form = _place(request, pk), WordForm(request.POST)
    if found.host_id == reader(request).pk:
        raise PermissionDenied
    if form.is_valid():
        try:
            asked = actions.ask_for_place(found, by=reader(request), word=form.cleaned_data["word"])
        except ValidationError as told:
            form.add_error(None, told)
        else:
            messages.success(request, _("Asked. It begins as soon as all have said yes."))
            return onward("rotation", asked.pk)
    return _page(request, found, form, status=REFUSED)


@opens("place", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no longer."""
    found = get_object_or_404(queries.places_seen_by(reader(request)).filter(host=reader(request)), pk=pk)
    actions.take_place_off(found, by=reader(request))
    messages.success(request, _("No longer offered. What you agreed on stays."))
    return onward("exchange")


def _place(request: HttpRequest, pk: int) -> Place:
    return get_object_or_404(queries.places_seen_by(reader(request)).select_related("host__team", "team", "off"), pk=pk)


def _page(request: HttpRequest, found: Place, form: WordForm, *, status: int = 200) -> HttpResponse:
    member = reader(request)
    page = {
        "place": found,
        "own": found.host_id == member.pk,
        "own_team": found.team_id == member.team_id,
        "manager": member.manager,
        "offered": is_offered(found),
        "left": queries.left_at(found),
        "mine": queries.asked_at(found, member),
        "form": form,
    }
    return render(request, "exchange/place.html", page, status=status)
