"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class QuestionsConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.questions"
