"""Counts over skills; never who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from peerloop.skills.models import Offer, Skill
from peerloop.skills.queries.shown import helping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


def how_many_help(reader: Member, skills: Iterable[Skill]) -> dict[int, int]:
    """Return by skill id how many people whom ``reader`` sees can help, oneself left out."""
    return dict(helping(reader, tuple({skill.pk for skill in skills})))


def most_offered(limit: int) -> list[int]:
    """Return the ids of the skills with the most confirmed offers; ones with none are left out."""
    confirmed = Offer.objects.filter(confirmed_at__isnull=False).values("skill").annotate(offered=Count("skill"))
    return [row["skill"] for row in confirmed.order_by("-offered", "skill")[:limit]]
