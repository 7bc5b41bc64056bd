"""Every page's address; each web room brings its own."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

ROOMS = (
    "today", "find", "members", "skills", "loops", "sessions", "matchmaking", "organise", "settings", "notices", "pages", "watch",
)  # fmt: skip

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    *[path("", include(f"peerloop.web.{room}.urls")) for room in ROOMS],
]
if settings.DEMO:
    urlpatterns.append(path("", include("peerloop.demo.urls")))
