"""Counts over skills; never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from peerloop.skills.models import Need, Offer, Skill, Visibility
from peerloop.skills.queries.shown import helping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.people.models import Member

SMALLEST_CELL = 5


@dataclass(frozen=True)
class Supply:
    """A skill with how many want it and how many can help; ``None`` says one to four, which is not told."""

    skill: int
    name: str
    wanted: int | None
    offered: int | None


def how_many_help(reader: Member, skills: Iterable[Skill]) -> dict[int, int]:
    """Return by skill id how many people whom ``reader`` sees can help, oneself left out."""
    return dict(helping(reader, tuple({skill.pk for skill in skills})))


def most_offered(limit: int) -> list[int]:
    """Return the ids of the skills with the most confirmed offers; ones with none are left out."""
    confirmed = Offer.objects.filter(confirmed_at__isnull=False).values("skill").annotate(offered=Count("skill"))
    return [row["skill"] for row in confirmed.order_by("-offered", "skill")[:limit]]


def supply_and_demand() -> list[Supply]:
    """Return every skill that somebody wants or offers, the most wanted first.

    Counts present members. Private needs are nobody's business and do not count; offers count before their
    member's yes too, for matching uses them. One to four people are not told apart: see ``Supply``.
    """
    offered = _per_skill(Offer.objects.all())
    wanted = _per_skill(Need.objects.exclude(visibility=Visibility.PRIVATE))
    names = dict(Skill.objects.filter(pk__in={*offered, *wanted}).values_list("pk", "name"))
    rows = [
        Supply(pk, name, wanted=_told(wanted.get(pk, 0)), offered=_told(offered.get(pk, 0)))
        for pk, name in names.items()
    ]
    return sorted(rows, key=lambda row: (-(row.wanted or 0), -(row.offered or 0), row.name))


def _per_skill(lines: QuerySet[Need] | QuerySet[Offer]) -> dict[int, int]:
    return dict(lines.filter(member__departed_at=None).values_list("skill").annotate(Count("pk")))


def _told(count: int) -> int | None:
    return count if count == 0 or count >= SMALLEST_CELL else None
