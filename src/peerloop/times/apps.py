"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class TimesConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.times"
