"""What the two want to talk about when they meet next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.matchmaking import actions
from peerloop.matchmaking.queries import points_seen_by
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import REFUSED, onward
from peerloop.web.matchmaking.forms import PointForm
from peerloop.web.matchmaking.views.goals import done
from peerloop.web.matchmaking.views.pairings import found, on_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@opens("pairing", "change")
@require_POST
def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a point on the agenda."""
    pairing, form = found(request, pk), PointForm(request.POST)
    if form.is_valid():
        try:
            actions.add_point(pairing, text=form.cleaned_data["text"], by=reader(request))
            return onward("matchmaking:pairing", pk)
        except NotPossible as told:
            form.add_error(None, told)
    return on_page(request, pairing, point_form=form, status=REFUSED)


@opens("point", "change")
@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """The two have talked about it."""
    return _do(request, pk, actions.tick_point, _("Ticked off. It stands with the meeting at which you talked of it."))


@opens("point", "change")
@require_POST
def untick(request: HttpRequest, pk: int) -> HttpResponse:
    """It is to be talked about again."""
    return _do(request, pk, actions.untick_point, _("It stands on the agenda of the next meeting again."))


@opens("point", "change")
@require_POST
def remove_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike it from the agenda."""
    return _do(request, pk, actions.remove_point, _("It is off the agenda, for both of you."))


def _do(request: HttpRequest, pk: int, act: Callable[..., object], words: str) -> HttpResponse:
    point = get_object_or_404(points_seen_by(reader(request)), pk=pk)
    pairing, by = point.pairing_id, reader(request)
    return done(request, lambda: act(point, by=by), words, pairing)
