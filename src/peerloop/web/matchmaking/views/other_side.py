"""Somebody from another team first, or no team in particular again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.matchmaking.actions import want_either_side, want_other_side
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import onward
from peerloop.web.matchmaking.views.suggestions import own_need

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("suggestion", "narrow")
@require_POST
def prefer(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest colleagues from other teams first."""
    want_other_side(own_need(reader(request), pk), by=reader(request))
    messages.success(request, _("Colleagues from other teams come first now, where there are any."))
    return onward("matchmaking:suggestions", pk)


@opens("suggestion", "narrow")
@require_POST
def prefer_no_longer(request: HttpRequest, pk: int) -> HttpResponse:
    """Wish for no team in particular."""
    want_either_side(own_need(reader(request), pk), by=reader(request))
    messages.success(request, _("Colleagues are suggested whatever their team."))
    return onward("matchmaking:suggestions", pk)
