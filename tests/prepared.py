"""Prepared queries, held against the plain ones that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model

from peerloop.kit.prepared import Prepared, prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    Call = tuple[Prepared[Any, Any], Any, Any]


class AskedAnew:
    """Holds a plan of its own for each query from the first call on, whoever's that was."""

    def __init__(self) -> None:
        self.plans: dict[Prepared[Any, Any], Prepared[Any, Any]] = {}

    def agrees(self, calls: Iterable[Call]) -> None:
        """Each call brings the rows that its plain query brings, and could be prepared."""
        for query, args, kwargs in calls:
            anew = self.plans.setdefault(query, prepared(query.build))
            plainly = _told(query.build(*args, **kwargs))
            assert _told(query(*args, **kwargs)) == _told(anew(*args, **kwargs)) == plainly, query.__name__
            assert _told(anew(*args, **kwargs)) == plainly, query.__name__
            assert None not in anew.plans.values(), query.__name__


def _told(rows: Any) -> list[Any]:
    """Rows with all that was read of them, for two of the same number count as equal."""
    return [{**vars(row), "_state": None} if isinstance(row, Model) else row for row in rows]
