"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class OfficeHoursConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.officehours"
