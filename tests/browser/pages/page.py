"""What a page is to the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(NamedTuple):
    """A page, who reads it, where it is, and with which status it answers."""

    name: str
    reader: str | None
    address: str | Callable[..., str]
    status: int = 200
