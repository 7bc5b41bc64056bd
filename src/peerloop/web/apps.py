"""The room's place in Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the room."""

    name = "peerloop.web"
