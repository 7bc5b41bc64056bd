"""How many could help with a skill, as far as it is told or everybody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.skills.models import Offer
from peerloop.skills.queries import supply_and_demand

if TYPE_CHECKING:
    from collections.abc import Iterable


def help_with(skills: Iterable[int]) -> dict[int, int | None]:
    """Return by skill what the last weekly close tells of who can help, 0 where nobody offers it, None for a few."""
    ids = list(skills)
    there = Offer.objects.filter(skill__in=ids, member__departed_at=None).exclude(confirmed_at=None)
    some = set(there.values_list("skill", flat=True))
    told = {row.skill: row.offered for row in supply_and_demand()}
    return {skill: told.get(skill) or None if skill in some else 0 for skill in ids}
