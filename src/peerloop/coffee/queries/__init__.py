"""What a reader may see of the rounds; doors fetch it only through these."""

from peerloop.coffee.queries.counts import RoundTold, rounds_told
from peerloop.coffee.queries.seen import Coffee, coffees, coffees_among, introductions_seen_by, joining_of, to_answer

__all__ = [
    "Coffee",
    "RoundTold",
    "coffees",
    "coffees_among",
    "introductions_seen_by",
    "joining_of",
    "rounds_told",
    "to_answer",
]
