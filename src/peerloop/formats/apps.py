"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class FormatsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.formats"
