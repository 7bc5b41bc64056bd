"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class RecognitionConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.recognition"
