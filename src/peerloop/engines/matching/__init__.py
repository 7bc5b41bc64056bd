"""Who learns from whom: exact matching on given edges, and over members with priced candidates."""

from peerloop.engines.matching.exact import match
from peerloop.engines.matching.matching import Matching, Status
from peerloop.engines.matching.verify import is_feasible, upper_bound

__all__ = ["Matching", "Status", "is_feasible", "match", "upper_bound"]
