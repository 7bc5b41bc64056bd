"""A skill: who can help with it, who wants to learn it, what lies around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.skills.models import Skill, Visibility
from peerloop.skills.queries import endorsements_seen_by, needs_seen_by, offers_seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer

AT_ONCE = 20
WANTING = 12


@opens("skill")
@require_safe
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom one can learn it from, those first for whom others vouch."""
    member = reader(request)
    shown = get_object_or_404(Skill, pk=pk)
    pages = Paginator(_helping(member, shown), AT_ONCE)
    own_offer = offers_seen_by(member).filter(member=member, skill=shown).first()
    own_need = needs_seen_by(member).filter(member=member, skill=shown).first()
    wanting = needs_seen_by(member).filter(skill=shown, visibility=Visibility.PUBLIC).exclude(member=member)
    around = Skill.objects.filter(Q(narrower=shown) | Q(broader=shown)).distinct().order_by("name")
    page = {
        "skill": shown,
        "helping": pages.get_page(request.GET.get("page")),
        "offer": own_offer,
        "need": own_need,
        "wanting": wanting.select_related("member__team").order_by("-made_at")[:WANTING],
        "aliases": shown.aliases.exclude(key=shown.key).order_by("name"),
        "around": around[:AT_ONCE],
    }
    return render(request, "skills/skill.html", page)


def _helping(member: Member, shown: Skill) -> QuerySet[Offer]:
    """Others' offers, the most vouched for first; each with the words that the reader sees."""
    vouched = endorsements_seen_by(member).select_related("by").order_by("-at")
    offers = offers_seen_by(member).filter(skill=shown, confirmed_at__isnull=False).exclude(member=member)
    return (
        offers.annotate(vouches=Count("endorsements"))
        .select_related("member__team")
        .prefetch_related(Prefetch("endorsements", vouched, "vouched"))
        .order_by("-vouches", F("level").desc(), "member__name_key", "pk")
    )
