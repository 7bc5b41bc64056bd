"""The engines: pure functions over arrays. No Django, no database, no clock, no global random state."""

from peerloop.engines.input import InvalidInput

__all__ = ["InvalidInput"]
