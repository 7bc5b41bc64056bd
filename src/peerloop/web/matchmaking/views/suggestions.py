"""Up to three people to learn it from, why, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.matchmaking.actions import refresh_suggestions
from peerloop.matchmaking.queries import (
    able,
    need_on_page,
    open_request,
    refusals,
    ring_for,
    shortfall_of,
    suggestions_for,
    wants_earlier,
    wants_other_side,
)
from peerloop.matchmaking.words import shortage
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import onward
from peerloop.web.matchmaking.rings import told
from peerloop.web.matchmaking.shown import card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.skills.models import Need


@opens("suggestion", "see")
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who could help with one's own need; a POST looks again."""
    need = own_need(reader(request), pk)
    if request.method == "POST":
        found = refresh_suggestions(need)
        messages.info(request, _("We have looked again.") if found else _("We have looked again: still nobody."))
        return onward("matchmaking:suggestions", pk)
    underway, found, ring = open_request(need), suggestions_for(need), ring_for(need)
    if ring is not None:
        inside = {place.learner_id for place in ring.places.all()}
        found = [one for one in found if one.teacher_id not in inside]
    missing = None if found else shortfall_of(need)
    context = {
        "need": need,
        "underway": underway,
        "ring": told(ring, need.member) if ring else None,
        "earlier": wants_earlier(need),
        "other_side": wants_other_side(need),
        "cards": [card(one) for one in found],
        "refused": refusals(need),
        "shortage": shortage(missing, skill=need.skill.name, zone=reader(request).time_zone) if missing else None,
        "able": able(need) if found else 0,
        "looked": bool(found or missing or underway),
    }
    return render(request, "matchmaking/suggestions.html", context)


def own_need(owner: Member, pk: int) -> Need:
    """Return the reader's own need, else 404: nobody else's has suggestions to see."""
    need = need_on_page(owner, pk)
    if need is None:
        raise Http404
    return need
