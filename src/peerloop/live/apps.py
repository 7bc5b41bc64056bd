"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class LiveConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.live"
