"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class CirclesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.circles"
