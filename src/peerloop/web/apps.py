"""The room's place in Django."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

PAGES = ("on_today", "on_session", "on_programme", "on_circle")
"""Modules in which a room says what it shows on Today, and on the pages of other rooms."""


class WebConfig(AppConfig):
    """Names the room, and loads what its own rooms show on one another's pages."""

    name = "peerloop.web"

    def ready(self) -> None:
        """Let each room register what it shows on the pages of others."""
        for room in iter_modules([self.path]):
            for page in PAGES if room.ispkg else ():
                if module_has_submodule(import_module(f"{self.name}.{room.name}"), page):
                    import_module(f"{self.name}.{room.name}.{page}")
