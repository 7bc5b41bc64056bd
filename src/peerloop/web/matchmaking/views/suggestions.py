"""Up to three people to learn it from, why, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.matchmaking.actions import refresh_suggestions
from peerloop.matchmaking.queries import able, need_on_page, standing_of, suggestions_for
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
    stands, found = standing_of(need), suggestions_for(need)
    if stands.ring is not None:
        inside = {place.learner_id for place in stands.ring.places.all()}
        found = [one for one in found if one.teacher_id not in inside]
    missing = None if found else stands.shortfall
    context = {
        "need": need,
        "underway": stands.underway,
        "ring": told(stands.ring, need.member) if stands.ring else None,
        "earlier": stands.earlier,
        "other_side": stands.other_side,
        "cards": [card(one) for one in found],
        "refused": stands.refused,
        "shortage": shortage(missing, skill=need.skill.name, zone=reader(request).time_zone) if missing else None,
        "able": able(need) if found else 0,
        "looked": bool(found or missing or stands.underway),
    }
    return render(request, "matchmaking/suggestions.html", context)


def own_need(owner: Member, pk: int) -> Need:
    """Return the reader's own need, else 404: nobody else's has suggestions to see."""
    need = need_on_page(owner, pk)
    if need is None:
        raise Http404
    return need
