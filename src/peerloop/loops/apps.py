"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class LoopsConfig(RoomConfig):
    """Names the room."""

    default = True  # RoomConfig stands in this module too
    name = "peerloop.loops"
