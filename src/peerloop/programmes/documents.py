"""What can be found of programmes: those that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.programmes.models import Programme
from peerloop.programmes.queries import programmes_seen_by
from peerloop.search.kinds import Text, register

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the programmes that are open."""
    rows = Programme.objects.filter(pk__in=ids, opening__isnull=False, closing=None)
    return {row.pk: Text(row.title, row.why) for row in rows}


register("programme", of=Programme, seen_by=programmes_seen_by, read=read)
