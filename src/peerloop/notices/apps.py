"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class NoticesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.notices"
