"""The tables of the room."""

from peerloop.programmes.models.aims import Amount, Milestone, Objective
from peerloop.programmes.models.figures import Figure
from peerloop.programmes.models.programme import CallOut, Closing, Opening, Organiser, Programme
from peerloop.programmes.models.taking_part import Declined, Obstacle, Participant

__all__ = [
    "Amount", "CallOut", "Closing", "Declined", "Figure", "Milestone", "Objective", "Obstacle", "Opening", "Organiser",
    "Participant", "Programme",
]  # fmt: skip
