"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class EvidenceConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.evidence"
