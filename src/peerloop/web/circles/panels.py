"""What other rooms show on a circle's page; a room registers its panels in ``on_circle.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.web.panels import Panels

if TYPE_CHECKING:
    from peerloop.circles.models import Circle

on_circle: Panels[Circle] = Panels("circle")
