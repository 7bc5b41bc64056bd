"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class LoopsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.loops"
