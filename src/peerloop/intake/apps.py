"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class IntakeConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.intake"
