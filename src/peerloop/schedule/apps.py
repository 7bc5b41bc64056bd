"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class ScheduleConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.schedule"
