"""How a need stands beside who is suggested for it, asked in one query where nothing is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.kit.prepared import answers
from peerloop.matchmaking.queries.rings import one_in_full, open_rings_for
from peerloop.matchmaking.queries.seen import underway
from peerloop.matchmaking.queries.suggested import earlier, other_side, refused, shortfalls

if TYPE_CHECKING:
    from peerloop.matchmaking.models import NotThis, Request, Ring, Shortfall
    from peerloop.skills.models import Need


@dataclass(frozen=True)
class Standing:
    """What is under way for a need, what its owner has said of it, and why nobody was found when last looked for."""

    underway: Request | None
    ring: Ring | None
    refused: list[NotThis]
    earlier: bool
    other_side: bool
    shortfall: Shortfall | None


def standing_of(need: Need) -> Standing:
    """Return how the need stands; for its owner alone."""
    owner = need.member
    requests, rings, said, career, team, missing = answers(
        [
            underway.of(need),
            open_rings_for.of(owner, need, now()),
            refused.of(owner, need),
            earlier.of(need),
            other_side.of(need),
            shortfalls.of(need),
        ]
    )
    return Standing(
        underway=next(iter(requests), None),
        ring=one_in_full(rings),
        refused=said,
        earlier=bool(career),
        other_side=bool(team),
        shortfall=next(iter(missing), None),
    )
