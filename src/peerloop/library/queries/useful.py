"""Which loops a resource has helped to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from peerloop.kit.prepared import filled, prepared
from peerloop.library.models import Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def closed_with(resources: Iterable[int]) -> dict[int, int]:
    """Return with how many loops that came full circle each resource was taken along, by learner once."""
    return dict(closed_by(filled(resources)))


@prepared
def closed_by(resources: tuple[int, ...]) -> QuerySet[Use, tuple[int, int]]:
    """The same as rows."""
    there = Use.objects.filter(resource__in=resources, loop__reflection__isnull=False).order_by()
    counted = there.values("resource").annotate(count=Count("loop__learner", distinct=True))
    return counted.values_list("resource", "count")
