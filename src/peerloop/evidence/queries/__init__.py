"""What a member's own deeds say that they know, for that member; and what nobody can help with, for everybody."""

from peerloop.evidence.queries.known import gathered_of, known_to, verdicts_of, words_seen_by
from peerloop.evidence.queries.topics import Topic, lacking

__all__ = ["Topic", "gathered_of", "known_to", "lacking", "verdicts_of", "words_seen_by"]
