"""Who meets whom for coffee, and rings of swaps in which everyone teaches and learns."""

from peerloop.engines.pairs.pair import Odd, Pairs, pair
from peerloop.engines.pairs.rings import Rings, rings
from peerloop.engines.pairs.verify import is_valid_pairs, is_valid_rings, pairs_bound, rings_bound

__all__ = [
    "Odd",
    "Pairs",
    "Rings",
    "is_valid_pairs",
    "is_valid_rings",
    "pair",
    "pairs_bound",
    "rings",
    "rings_bound",
]
