"""The guards: who sees whose offers, needs and endorsements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from peerloop.people.queries import seen_by
from peerloop.skills.models import Endorsement, Need, Offer, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def offers_seen_by(reader: Member) -> QuerySet[Offer]:
    """Offers of those whom ``reader`` sees, once confirmed; one's own always."""
    return Offer.objects.filter(
        Q(member=reader) | Q(confirmed_at__isnull=False, member__in=seen_by(reader).values("pk"))
    )


def needs_seen_by(reader: Member) -> QuerySet[Need]:
    """Public needs of those whom ``reader`` sees; one's own always. A manager sees no more than that."""
    return Need.objects.filter(
        Q(member=reader) | Q(visibility=Visibility.PUBLIC, member__in=seen_by(reader).values("pk"))
    )


def endorsements_seen_by(reader: Member) -> QuerySet[Endorsement]:
    """Endorsements on offers that ``reader`` sees, by people whom ``reader`` sees.

    Those of somebody who has become the owner's manager meanwhile are left out.
    """
    return Endorsement.objects.filter(
        offer__in=offers_seen_by(reader).values("pk"), by__in=seen_by(reader).values("pk")
    ).exclude(offer__member__manager=F("by"))


def waiting_offers(member: Member) -> QuerySet[Offer]:
    """The member's imported offers that still wait for their yes."""
    return Offer.objects.filter(member=member, confirmed_at=None).select_related("skill").order_by("skill__name")
