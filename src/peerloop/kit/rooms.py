"""What every domain room is to Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule


class RoomConfig(AppConfig):
    """Loads the room's ``reactions``, ``handlers`` and ``documents`` once all rooms are there."""

    default = False  # Django looks for the one configuration in apps.py; this one is only imported there

    def __init_subclass__(cls) -> None:
        """Let the room's own configuration be the one that is found."""
        cls.default = True

    def ready(self) -> None:
        """Register what the room reacts to, which jobs it does and what of it can be found."""
        for name in ("reactions", "handlers", "documents"):
            if self.module and module_has_submodule(self.module, name):
                import_module(f"{self.name}.{name}")
