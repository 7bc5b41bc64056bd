"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class ProposalsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.proposals"
