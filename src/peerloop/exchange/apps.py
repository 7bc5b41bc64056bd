"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class ExchangeConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.exchange"
