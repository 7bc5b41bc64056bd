"""Who facilitates, or looks after a circle, over somebody below them since lines have changed, and who could follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.circles.models import Circle, Membership
from peerloop.circles.rules import LEADING, lines_above
from peerloop.facilitation.models import Succession
from peerloop.people.models import Member
from peerloop.people.queries import seen_by
from peerloop.vetting.models import Passed
from peerloop.vetting.queries import ready_to_facilitate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

MOST_AHEAD = 200
"""So many of those outside who have passed the course are looked at."""


@dataclass(frozen=True)
class Crossed:
    """The facilitator stands above somebody in the circle."""

    circle: int
    facilitator: int


def crossed() -> list[Crossed]:
    """Return all of these, in running circles; a query for each step of the longest line."""
    within = _within(Membership.objects.all())
    above = _lines(within)
    return [
        Crossed(circle, one)
        for circle, parts in within.items()
        for one, part in parts.items()
        if part in LEADING and any(one in above[other] for other in parts if other != one)
    ]


def begun_from_above() -> list[Circle]:
    """Return running circles that nobody facilitates, and that were begun by one in it who stands above another."""
    led = Membership.objects.filter(circle=OuterRef("circle"), part__in=LEADING, member__departed_at=None)
    within = _within(Membership.objects.filter(~Exists(led), circle__by__isnull=False))
    above = _lines(within)
    there = Circle.objects.filter(pk__in=within).order_by("pk")
    return [
        one for one in there if one.by_id in within[one.pk] and any(one.by_id in above[pk] for pk in within[one.pk])
    ]


def _within(rows: QuerySet[Membership]) -> dict[int, dict[int, str]]:
    """Return who is in each running circle, and in which part."""
    rows = rows.filter(circle__closing=None, member__departed_at=None).order_by("circle", "member")
    within: dict[int, dict[int, str]] = {}
    for circle, member, part in rows.values_list("circle", "member", "part"):
        within.setdefault(circle, {})[member] = part
    return within


def _lines(within: dict[int, dict[int, str]]) -> dict[int, frozenset[int]]:
    return lines_above({member for parts in within.values() for member in parts})


def candidates(circle: Circle, *, instead_of: int) -> Iterator[Member]:
    """Yield who could follow, the best first: who facilitates already, who is in the circle, then others who may.

    None who stands above somebody in it, has said no, or does not see, or is not seen by, all in it. Of a hidden
    circle nobody outside hears.
    """
    memberships = list(Membership.objects.filter(circle=circle).select_related("member").order_by("at", "pk"))
    within = [one.member for one in memberships]
    above = lines_above([member.pk for member in within])
    over = {pk for line in above.values() for pk in line}
    said_no = {instead_of, *Succession.objects.filter(circle=circle, answer="no").values_list("successor", flat=True)}
    ready = ready_to_facilitate([member.pk for member in within])
    ordered = sorted(memberships, key=lambda one: one.part not in LEADING)
    yield from (one.member for one in ordered if one.member_id in ready - over - said_no)
    if circle.openness == Circle.Openness.HIDDEN:
        return
    inside = {member.pk for member in within}
    led = Exists(Membership.objects.filter(member=OuterRef("pk"), part__in=LEADING, circle__closing=None))
    outside = Member.objects.present().filter(pk__in=Passed.objects.values("member"))
    outside = outside.exclude(pk__in=inside | over | said_no).annotate(leads=led).order_by("leads", "pk")
    for member in outside[:MOST_AHEAD]:
        if seen_by(member).filter(pk__in=inside).count() == len(inside):
            yield member
