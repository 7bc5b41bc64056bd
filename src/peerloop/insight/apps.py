"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class InsightConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.insight"
