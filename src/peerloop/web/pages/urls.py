"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.pages import views

app_name = "pages"
urlpatterns = [
    path("help", views.show_help, name="help"),
    path("parts", views.show_parts, name="parts"),
    path("theme", views.choose_theme, name="theme"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
