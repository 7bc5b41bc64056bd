"""A swap or a ring: what each teaches and learns, and one's yes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import actions
from peerloop.matchmaking.queries import rings_in_full, rings_seen_by
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import onward
from peerloop.web.matchmaking.rings import told

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Ring


@opens("ring", "see")
@require_safe
def ring(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell who would learn what from whom, and until when all can say yes."""
    return render(request, "matchmaking/ring.html", {"ring": told(_find(request, pk), reader(request))})


@opens("ring", "answer")
@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    try:
        formed = hasattr(actions.join_ring(_find(request, pk), by=reader(request)), "outcome")
        words = _("Everybody has said yes: you are learning together.")
        messages.success(request, words if formed else _("Yes, said. It begins as soon as all have said so."))
    except NotPossible as refusal:
        messages.warning(request, refusal.messages[0])
    return onward("matchmaking:ring", pk)


@opens("ring", "answer")
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this time."""
    try:
        actions.leave_ring(_find(request, pk), by=reader(request))
        messages.success(request, _("Said. Nobody is told who could not, and you see who else could help."))
    except NotPossible as refusal:
        messages.warning(request, refusal.messages[0])
    return onward("matchmaking:ring", pk)


def _find(request: HttpRequest, pk: int) -> Ring:
    return get_object_or_404(rings_in_full(rings_seen_by(reader(request))), pk=pk)
