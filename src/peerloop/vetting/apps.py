"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class VettingConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.vetting"
