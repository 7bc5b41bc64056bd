"""The room's place in Django."""

from peerloop.kit.rooms import RoomConfig


class OnboardingConfig(RoomConfig):
    """Names the room."""

    name = "peerloop.onboarding"
