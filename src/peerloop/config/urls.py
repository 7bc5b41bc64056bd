"""Every page's address; each web room brings its own in ``web/<room>/urls.py``."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.urls import include, path

ROOMS = sorted(urls.parent.name for urls in (Path(__file__).parents[1] / "web").glob("*/urls.py"))

urlpatterns = [path("", include(f"peerloop.web.{room}.urls")) for room in ROOMS]
if settings.DEMO:
    urlpatterns.append(path("", include("peerloop.demo.urls")))

handler400 = "peerloop.web.errors.unclear"
handler403 = "peerloop.web.errors.closed"
handler404 = "peerloop.web.errors.missing"
handler429 = "peerloop.web.signin.views.too_many"
handler500 = "peerloop.web.errors.broken"
