"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.formats import views

app_name = "formats"
urlpatterns = [
    path("formats", views.show_formats, name="formats"),
    path("formats/<slug:code>", views.show_format, name="format"),
    path("formats/<slug:code>/copies", views.copy, name="copies"),
    path("formats/<slug:code>/change", views.change, name="change"),
    path("formats/<slug:code>/removal", views.remove, name="removal"),
]
