"""A ring as one in it reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.matchmaking.ring_words import from_reader, ring_words

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing, Place, Ring
    from peerloop.people.models import Member

TWO = 2


@dataclass(frozen=True)
class Told:
    """The ring from the reader on: ``learns`` is what they would learn, ``teaches`` what they would teach.

    ``state``: "asked", "said" (the reader's yes waits for others), "formed", or "over". ``pairings``: the reader's
    own two, where it was formed. ``said``: how many have said yes. ``words``: who teaches whom.
    """

    ring: Ring
    places: list[Place]
    learns: Place
    teaches: Place
    state: str
    said: int
    pairings: list[Pairing]
    words: list[str]

    @property
    def swap(self) -> bool:
        """Whether it is between two."""
        return len(self.places) == TWO


def told(ring: Ring, reader: Member) -> Told:
    """Return the ring, fetched in full, as ``reader``, who is in it, reads it."""
    places = from_reader(list(ring.places.all()), reader)
    own = [one for one in ring.pairings.all() if reader.pk in {one.learner_id, one.teacher_id}]
    said = sum(hasattr(place, "yes") for place in places)
    return Told(ring, places, places[0], places[-1], _state(ring, places[0]), said, own, ring_words(ring, reader))


def _state(ring: Ring, own: Place) -> str:
    if hasattr(ring, "outcome"):
        return "formed" if ring.outcome.kind == "formed" else "over"
    if ring.answer_by <= now():
        return "over"
    return "said" if hasattr(own, "yes") else "asked"
