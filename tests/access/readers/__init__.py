"""Who may read what is private: one line for each field that holds words. A field without a line fails the hunt.

One module for each room, with ``READERS`` by "room.Model.field", ``NO_WORDS`` (private fields in which no words of
anybody's stand, and what does) and, where its tables need rows for the hunt, ``live_through(owner, pair, organiser)``,
which makes them through actions and returns the numbers of what there is to see, by the beginning of its address.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerloop.people.models import Member

ROOMS = [import_module(f"{__name__}.{name}") for name in sorted(module.name for module in iter_modules(__path__))]
READERS: dict[str, frozenset[str]] = {}
NO_WORDS: dict[str, str] = {}
for _room in ROOMS:
    READERS |= getattr(_room, "READERS", {})
    NO_WORDS |= getattr(_room, "NO_WORDS", {})


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """Let the two go a whole way together, so that every table has a row; return what there is to see, by address."""
    there: dict[str, list[int]] = {}
    for room in ROOMS:
        if hasattr(room, "live_through"):
            for address, numbers in room.live_through(owner, pair, organiser).items():
                there.setdefault(address, []).extend(numbers)
    return there
