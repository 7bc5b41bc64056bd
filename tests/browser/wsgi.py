"""The real application, able to answer in the pseudo-locale too."""

from __future__ import annotations

from tests.browser.pseudo import speak

from peerloop.config.wsgi import application

__all__ = ["application"]

speak()
