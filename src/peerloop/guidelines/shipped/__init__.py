"""What guidelines can be begun with: whole texts that hold as they are, and that an organiser makes the house's own."""

from __future__ import annotations

from peerloop.guidelines.shipped import circles, house
from peerloop.guidelines.shipped.template import Template

TEMPLATES: dict[str, Template] = {one.code: one for one in (house.TEMPLATE, circles.TEMPLATE)}

__all__ = ["TEMPLATES", "Template"]
