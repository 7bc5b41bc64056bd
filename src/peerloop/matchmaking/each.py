"""The same thing for many rows, each in its own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = TypeVar("Row")


def each(rows: Iterable[Row], act: Callable[[Row], object]) -> int:
    """Do ``act`` for every row, also where it fails for one; then raise the first failure, or return how many."""
    failures: list[Exception] = []
    count = 0
    for row in rows:
        try:
            act(row)
            count += 1
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return count
