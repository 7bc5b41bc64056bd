"""What pages show of a skill or a member, each in a query that is prepared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from peerloop.kit.prepared import prepared
from peerloop.skills.models import Visibility
from peerloop.skills.queries.reach import needs_in_reach
from peerloop.skills.queries.seen import (
    endorsements_seen_by,
    needs_of,
    needs_seen_by,
    offers_of_others,
    offers_seen_by,
    skills_seen_by,
    waiting_offers,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.skills.models import Endorsement, Need, Offer, Skill


def offers_on_page(reader: Member, owner: Member) -> list[Offer]:
    """What ``owner`` offers, the best first, each with its endorsements as ``vouched``, the newest first."""
    offers = _offers(reader, owner)
    vouched: dict[int, list[Endorsement]] = {}
    for word in _words(reader, owner) if offers else ():
        vouched.setdefault(word.offer_id, []).append(word)
    for offer in offers:
        offer.vouched = vouched.get(offer.pk, [])  # type: ignore[attr-defined]
    return offers


@prepared
def needs_on_page(reader: Member, owner: Member) -> QuerySet[Need]:
    """What ``owner`` shows to all that they want to learn."""
    needs = needs_seen_by(reader).filter(member=owner, visibility=Visibility.PUBLIC)
    return needs.select_related("skill").order_by("skill__name")


@prepared
def best_helpers(reader: Member, skill: Skill, *, at_most: int) -> QuerySet[Offer]:
    """Some of those who can help with a skill, who know it best first."""
    best = offers_of_others(reader).filter(skill=skill).select_related("member__team")
    return best.order_by("-level", "-member")[:at_most]


@prepared
def helping(reader: Member, skills: tuple[int, ...]) -> QuerySet[Offer, tuple[int, int]]:
    """By skill, how many others whom ``reader`` sees can help."""
    return offers_of_others(reader).filter(skill__in=skills).values_list("skill").annotate(Count("pk"))


@prepared
def skills_on_page(reader: Member, skills: tuple[int, ...]) -> QuerySet[Skill]:
    """The skills of these ids; ``need`` is the id of the reader's own need of it, or None.

    ``helping``: how many others whom the reader sees can help with it.
    """
    need = needs_of(reader).filter(skill=OuterRef("pk")).values("pk")
    offers = offers_of_others(reader).filter(skill=OuterRef("pk")).order_by().values("skill")
    count = Coalesce(Subquery(offers.annotate(count=Count("pk")).values("count")), 0)
    return skills_seen_by(reader).filter(pk__in=skills).annotate(need=Subquery(need), helping=count)


@prepared
def offered_by(reader: Member, members: tuple[int, ...]) -> QuerySet[Offer, tuple[int, int]]:
    """By member, the skills that they have said they help with."""
    return offers_of_others(reader).filter(member__in=members).values_list("member", "skill")


@prepared
def newest_in_reach(member: Member, *, at_most: int) -> QuerySet[Need]:
    """The newest needs that the member could meet."""
    return needs_in_reach(member)[:at_most]


@prepared
def waiting(member: Member) -> QuerySet[Offer, int]:
    """The ids of the member's offers that wait for their yes."""
    return waiting_offers(member).values_list("pk", flat=True)


@prepared
def _offers(reader: Member, owner: Member) -> QuerySet[Offer]:
    offers = offers_seen_by(reader).filter(member=owner, confirmed_at__isnull=False)
    return offers.select_related("skill").order_by("-level", "skill__name")


@prepared
def _words(reader: Member, owner: Member) -> QuerySet[Endorsement]:
    return endorsements_seen_by(reader).filter(offer__member=owner).select_related("by").order_by("-at")
