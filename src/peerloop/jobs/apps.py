"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class JobsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.jobs"
