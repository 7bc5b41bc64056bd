"""A deadlock is nobody's fault: the database undoes one of two, and whoever was undone does it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

DEADLOCK = "40P01"
"""PostgreSQL's code for it; SQLite lets one write at a time and has none."""


def again(act: Callable[[], Result]) -> Result:
    """Return what ``act`` does, done once more where a deadlock undid it.

    ``act`` is one transaction or none: within a transaction that began before, the fault goes on to whoever began it.
    """
    try:
        return act()
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", None) != DEADLOCK or connection.in_atomic_block:
            raise
    return act()
