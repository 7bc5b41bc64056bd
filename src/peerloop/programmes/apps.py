"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class ProgrammesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.programmes"
