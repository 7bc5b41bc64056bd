"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class SeriesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.series"
