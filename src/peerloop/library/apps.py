"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class LibraryConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.library"
