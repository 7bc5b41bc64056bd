"""Who reviews what: fair to the worst-off submission first, with the proof of how near to the best it is."""

from peerloop.engines.allocation.allocate import allocate
from peerloop.engines.allocation.expertise import expertise
from peerloop.engines.allocation.plan import Allocation, InfeasibleAllocation
from peerloop.engines.allocation.repair import repair
from peerloop.engines.allocation.verify import is_feasible, upper_bound

__all__ = ["Allocation", "InfeasibleAllocation", "allocate", "expertise", "is_feasible", "repair", "upper_bound"]
