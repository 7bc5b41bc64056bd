"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class PulseConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.pulse"
