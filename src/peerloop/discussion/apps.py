"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class DiscussionConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.discussion"
