"""Only somebody earlier in their career, or anybody again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.matchmaking.actions import want_anybody, want_earlier
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import onward
from peerloop.web.matchmaking.views.suggestions import own_need

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("suggestion", "narrow")
@require_POST
def narrow(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest only those who came later than the reader."""
    need = own_need(reader(request), pk)
    try:
        want_earlier(need, by=reader(request))
        messages.success(request, _("Only colleagues who came at least a year after you are suggested for this now."))
    except NotPossible as told:
        messages.warning(request, told.messages[0])
    return onward("matchmaking:suggestions", pk)


@opens("suggestion", "narrow")
@require_POST
def widen(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest anybody again."""
    want_anybody(own_need(reader(request), pk), by=reader(request))
    messages.success(request, _("Colleagues are suggested whenever they came."))
    return onward("matchmaking:suggestions", pk)
