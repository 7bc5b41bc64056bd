"""Rooms hear of what happened below or beside them: reactions run in the transaction of the action."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.journal.models import Entry

    Reaction = Callable[[Entry], None]

EVERY = "*"
"""Whatever happens: for a reaction that looks at all entries."""
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def reacts_to(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Register a reaction to each of ``verbs``; rooms do so in ``reactions.py``, loaded when they are ready."""

    def register(reaction: Reaction) -> Reaction:
        for verb in verbs:
            _reactions[verb].append(reaction)
        return reaction

    return register


def react(entry: Entry) -> None:
    """Run every reaction to the entry's verb, in the order of the rooms."""
    for reaction in (*_reactions[entry.verb], *_reactions[EVERY]):
        reaction(entry)
