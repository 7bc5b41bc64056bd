"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:uid>", views.fetch, name="file"),
    path("files/<uuid:uid>/preview", views.preview, name="preview"),
]
