"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class PeopleConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.people"
