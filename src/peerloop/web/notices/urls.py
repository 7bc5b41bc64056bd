"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.notices import views

app_name = "notices"
urlpatterns = [
    path("settings/notices", views.settings_page, name="settings"),
    path("silence/<str:token>", views.silence, name="silence"),
    path("mail", views.mailbox, name="mailbox"),
    path("mail/<str:name>", views.letter, name="letter"),
]
