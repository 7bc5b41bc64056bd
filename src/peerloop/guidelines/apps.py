"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class GuidelinesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.guidelines"
