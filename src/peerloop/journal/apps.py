"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class JournalConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.journal"
