"""What other rooms show on a programme's page; a room registers its panels in ``on_programme.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.web.panels import Panels

if TYPE_CHECKING:
    from peerloop.programmes.models import Programme

on_programme: Panels[Programme] = Panels("programme")
