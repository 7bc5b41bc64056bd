"""One order of two: by words and by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.search.rules.ranking import Row, Scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEPTH = 60
"""Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): a place counts as one in sixty and the place."""
LIKE = 0.35
"""So alike a text must be, as a cosine, that has none of the words."""


def fused(scored: Sequence[Scored], rows: Mapping[int, Row], likeness: Mapping[int, float]) -> list[Scored]:
    """Return what was found by words and what is alike, as one order; ``rows``: those that were found by meaning."""
    by_words = {one.row.id: one for one in scored}
    added = {pk: row for pk, row in rows.items() if pk not in by_words and likeness.get(pk, 0) >= LIKE}
    alike = sorted((*by_words, *added), key=lambda pk: (-likeness.get(pk, -1.0), pk))
    points = {pk: 1 / (DEPTH + place) for place, pk in enumerate(alike, 1)}
    for place, pk in enumerate(by_words, 1):
        points[pk] += 1 / (DEPTH + place)
    every = [*by_words.values(), *(Scored(row, 0.0, named=False, near=False) for row in added.values())]
    return sorted(every, key=lambda one: (-points[one.row.id], one.row.names, one.row.id))
