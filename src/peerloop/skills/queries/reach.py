"""Whom a member could help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.skills.models import Offer
from peerloop.skills.queries.seen import needs_seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.skills.models import Need


def needs_in_reach(member: Member) -> QuerySet[Need]:
    """Return others' public needs in what the member offers, the newest first."""
    own = Offer.objects.filter(member=member, confirmed_at__isnull=False).values("skill")
    needs = needs_seen_by(member).filter(skill__in=own).exclude(member=member)
    return needs.select_related("member__team", "skill").order_by("-made_at", "-pk")
