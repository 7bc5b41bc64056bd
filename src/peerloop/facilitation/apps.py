"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class FacilitationConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.facilitation"
