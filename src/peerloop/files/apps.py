"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class FilesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.files"
