"""A question that looks for somebody who can help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """What is asked, and what the caller knows about who may be asked.

    ``topics``: the skills or channels it is about. ``audiences``: what the asker may read besides what is for
    everybody; None where that is everything. ``left_out``: members who are away, departed, opted out, or kept apart
    from the asker: they leave before the ranking. ``offering``: members who offer one of the topics.
    """

    text: str
    title: str = ""
    topics: tuple[int, ...] = ()
    audiences: frozenset[int] | None = None
    left_out: frozenset[int] = frozenset()
    offering: frozenset[int] = frozenset()
