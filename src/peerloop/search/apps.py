"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class SearchConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.search"
