"""What the pages tell of a skill: the rows that speak for it, each with the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.web.recognition.seasons import Proof, proofs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerloop.evidence.queries import Topic
    from peerloop.evidence.rules import Known

MOST_PROOFS = 5


@dataclass(frozen=True)
class Card:
    """A skill, the newest rows that speak for it, how many more there are, and about how many look for somebody."""

    known: Known
    proofs: list[Proof]
    more: int
    looked_for: int


def cards(known: Iterable[Known], lacking: Mapping[int, Topic]) -> list[Card]:
    """Return them in their order; ``lacking``: topics that nobody offers, by skill."""
    return [_card(one, lacking.get(one.skill.pk)) for one in known]


def _card(known: Known, topic: Topic | None) -> Card:
    more = max(0, len(known.rows) - MOST_PROOFS)
    return Card(known, proofs(known.rows[:MOST_PROOFS]), more, topic.wanted if topic else 0)
