"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class SkillsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.skills"
