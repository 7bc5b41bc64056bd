"""What other rooms show on a session's page; a room registers its panels in ``on_session.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.web.panels import Panels

if TYPE_CHECKING:
    from peerloop.schedule.models import Session

on_session: Panels[Session] = Panels("session")
