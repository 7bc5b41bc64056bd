"""How learning flows: the survey of a network, the bus factor of skills, bridges, newcomers, the picture."""

from peerloop.engines.network.bridging import Bridging, bridging
from peerloop.engines.network.bus_factor import BusFactor, bus_factor
from peerloop.engines.network.hanging import hanging
from peerloop.engines.network.newcomers import Newcomers, newcomers
from peerloop.engines.network.positions import positions
from peerloop.engines.network.survey import Network, survey
from peerloop.engines.network.verify import is_valid
from peerloop.engines.network.verify_demand import fewest_by_trying, lost_by_trying, served_by_trying

__all__ = [
    "Bridging",
    "BusFactor",
    "Network",
    "Newcomers",
    "bridging",
    "bus_factor",
    "fewest_by_trying",
    "hanging",
    "is_valid",
    "lost_by_trying",
    "newcomers",
    "positions",
    "served_by_trying",
    "survey",
]
