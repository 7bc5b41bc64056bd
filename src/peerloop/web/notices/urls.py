"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.notices import views

app_name = "notices"
urlpatterns = [
    path("notices", views.inbox, name="inbox"),
    path("notices/count", views.count, name="count"),
    path("notices/reading", views.reading, name="reading"),
    path("notices/unreading", views.unreading, name="unreading"),
    path("notices/<int:pk>", views.notice, name="notice"),
    path("settings/notices", views.settings_page, name="settings"),
    path("silence/<str:token>", views.silence, name="silence"),
    path("hearing/<str:token>", views.hearing, name="hearing"),
    path("mail", views.mailbox, name="mailbox"),
    path("mail/<str:name>", views.letter, name="letter"),
]
