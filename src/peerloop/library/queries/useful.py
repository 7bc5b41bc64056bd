"""Which loops a resource has helped to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from peerloop.library.models import Use

if TYPE_CHECKING:
    from collections.abc import Iterable


def closed_with(resources: Iterable[int]) -> dict[int, int]:
    """Return with how many loops that came full circle each resource was taken along, by learner once."""
    there = Use.objects.filter(resource__in=list(resources), loop__reflection__isnull=False)
    counted = there.values("resource").annotate(count=Count("loop__learner", distinct=True)).order_by()
    return {row["resource"]: row["count"] for row in counted}
