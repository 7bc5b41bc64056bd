"""How learning flows: the survey of a network."""

from peerloop.engines.network.survey import Network, survey
from peerloop.engines.network.verify import is_valid

__all__ = ["Network", "is_valid", "survey"]
