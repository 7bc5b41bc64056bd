"""What the reviews say together: an estimate for each submission, how sure it is, and whom to check next."""

from peerloop.engines.consensus.consensus import Consensus
from peerloop.engines.consensus.estimate import estimate
from peerloop.engines.consensus.verify import is_valid, plain_mean

__all__ = ["Consensus", "estimate", "is_valid", "plain_mean"]
