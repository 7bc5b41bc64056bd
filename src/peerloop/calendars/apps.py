"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class CalendarsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.calendars"
