"""A skill: who can help with it, who wants to learn it, what lies around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.pulse.queries import outside_seen_by
from peerloop.skills.queries import (
    around,
    endorsements_seen_by,
    names_of,
    needs_seen_by,
    offers_seen_by,
    skills_seen_by,
)
from peerloop.skills.queries.merged import standing, within
from peerloop.vetting.queries import with_vetted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer, Skill

AT_ONCE = 20
WANTING = 12


@opens("skill")
@require_safe
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom one can learn it from, those first for whom others vouch."""
    member = reader(request)
    shown = skills_seen_by(member).filter(pk=pk).first()
    if shown is None:
        stands = get_object_or_404(skills_seen_by(member), pk=standing(member, pk))
        return HttpResponseRedirect(reverse("skills:skill", args=[stands.pk]))
    ids = within(shown.pk)
    own_offer, others = _offers(member, shown)
    pages = Paginator(others, AT_ONCE).get_page(request.GET.get("page"))
    needs = needs_seen_by(member).filter(skill=shown).annotate(own=Q(member=member))
    wanting = list(needs.select_related("member").order_by("-own", "-made_at")[: WANTING + 1])
    page = {
        "skill": shown,
        "pages": pages,
        "helping": _in_full(member, list(pages.object_list)),
        "offer": own_offer,
        "need": next((need for need in wanting if need.member_id == member.pk), None),
        "wanting": [need for need in wanting if need.member_id != member.pk],
        "aliases": names_of(shown, ids),
        "around": around(shown, ids)[:AT_ONCE],
        "outside": outside_seen_by(member).filter(skill=shown).order_by("pk")[:AT_ONCE],
    }
    return render(request, "skills/skill.html", page)


def _offers(member: Member, shown: Skill) -> tuple[int | None, list[int]]:
    """Ids of the reader's own offer and of the others', the most vouched for first, then by level and name."""
    rows = (
        offers_seen_by(member)
        .filter(skill=shown)
        .annotate(vouches=Count("endorsements"))
        .order_by("-vouches", "-level", "member__name_key", "pk")
        .values_list("pk", "member_id")
    )
    found, me = list(rows), member.pk
    own = next((pk for pk, of in found if of == me), None)
    return own, [pk for pk, of in found if of != me]


def _in_full(member: Member, ids: list[int]) -> list[Offer]:
    """The offers in the order of ``ids``, each with the words of those who vouch, as the reader sees them."""
    vouched = endorsements_seen_by(member).select_related("by").order_by("-at")
    offers = with_vetted(offers_seen_by(member)).select_related("member__team")
    found = offers.prefetch_related(Prefetch("endorsements", vouched, "vouched")).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
