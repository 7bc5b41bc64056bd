"""The room's place in Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Names the room."""

    name = "peerloop.journal"
