"""How many more learners a teacher could take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from peerloop.matchmaking.models import Pairing, Place, Request
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def with_seats(rows: QuerySet[Any], member: str = "") -> QuerySet[Any]:
    """Annotate ``seats``: capacity less open requests, open rings and running pairings, 0 or less where all are taken.

    ``rows``: members, or rows that point at one by the field ``member``.
    """
    who = OuterRef(member or "pk")
    asked = Request.objects.filter(teacher=who, outcome=None)
    paired = Pairing.objects.filter(teacher=who, ending=None)
    ringed = Place.objects.filter(teacher=who, ring__outcome=None)
    capacity = F(f"{member}__capacity" if member else "capacity")
    seated: QuerySet[Any] = rows.annotate(seats=capacity - _counted(asked) - _counted(paired) - _counted(ringed))
    return seated


def seats_left(teacher_ids: Iterable[int]) -> dict[int, int]:
    """Return how many more learners each teacher could take now; 0 where they are full."""
    seats: QuerySet[Any] = with_seats(Member.objects.present().filter(pk__in=set(teacher_ids)))
    return {teacher: max(left, 0) for teacher, left in seats.values_list("pk", "seats")}


def _counted(rows: QuerySet[Any]) -> Coalesce:
    count = rows.order_by().values("teacher").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
