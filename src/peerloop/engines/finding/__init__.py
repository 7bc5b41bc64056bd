"""Who can help with this, and where is it answered."""

from peerloop.engines.finding.tokens import query_terms, tokens

__all__ = ["query_terms", "tokens"]
