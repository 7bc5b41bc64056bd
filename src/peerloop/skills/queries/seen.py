"""The guards: who sees whose offers, needs and endorsements.

Each asks ``people.queries.seen_by`` row by row: few rows of a skill or a member are at stake, and many members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from peerloop.people.queries import seen_by
from peerloop.skills.models import Endorsement, Need, Offer, Skill, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def skills_seen_by(reader: Member) -> QuerySet[Skill]:
    """Every skill, for whoever is here."""
    return Skill.objects.all() if reader.is_active else Skill.objects.none()


def _seen(reader: Member, member: str) -> Exists:
    """Whether ``reader`` sees the member whose id stands in the column ``member``."""
    return Exists(seen_by(reader).filter(pk=OuterRef(member)))


def offers_of(member: Member) -> QuerySet[Offer]:
    """The member's own offers, for the member."""
    return Offer.objects.filter(member=member)


def needs_of(member: Member) -> QuerySet[Need]:
    """The member's own needs, for the member."""
    return Need.objects.filter(member=member)


def offers_of_others(reader: Member) -> QuerySet[Offer]:
    """Confirmed offers of the others whom ``reader`` sees."""
    return Offer.objects.filter(_seen(reader, "member_id"), confirmed_at__isnull=False).exclude(member=reader)


def offers_seen_by(reader: Member) -> QuerySet[Offer]:
    """Offers of those whom ``reader`` sees, once confirmed; one's own always."""
    return Offer.objects.filter(Q(member=reader) | Q(_seen(reader, "member_id"), confirmed_at__isnull=False))


def needs_seen_by(reader: Member) -> QuerySet[Need]:
    """Public needs of those whom ``reader`` sees; one's own always. A manager sees no more than that."""
    return Need.objects.filter(Q(member=reader) | Q(_seen(reader, "member_id"), visibility=Visibility.PUBLIC))


def endorsements_seen_by(reader: Member) -> QuerySet[Endorsement]:
    """Endorsements on offers that ``reader`` sees, by people whom ``reader`` sees.

    Those of somebody who has become the owner's manager meanwhile are left out.
    """
    offered = Exists(offers_seen_by(reader).filter(pk=OuterRef("offer_id")))
    return Endorsement.objects.filter(offered, _seen(reader, "by_id")).exclude(offer__member__manager=F("by"))


def waiting_offers(member: Member) -> QuerySet[Offer]:
    """The member's imported offers that still wait for their yes."""
    return Offer.objects.filter(member=member, confirmed_at=None).select_related("skill").order_by("skill__name")
