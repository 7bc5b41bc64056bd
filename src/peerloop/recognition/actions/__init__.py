"""What can be done with thanks and with contributions: one verb to a file."""

from peerloop.recognition.actions.consent import consent
from peerloop.recognition.actions.correct import correct
from peerloop.recognition.actions.put_away import bring_back, put_away
from peerloop.recognition.actions.show import keep_private, show
from peerloop.recognition.actions.thank import thank
from peerloop.recognition.actions.tidy import hide, unhide
from peerloop.recognition.actions.withdraw import withdraw

__all__ = [
    "bring_back",
    "consent",
    "correct",
    "hide",
    "keep_private",
    "put_away",
    "show",
    "thank",
    "unhide",
    "withdraw",
]
