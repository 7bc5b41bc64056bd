"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class MatchmakingConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.matchmaking"
