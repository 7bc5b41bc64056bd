"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class CoffeeConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.coffee"
