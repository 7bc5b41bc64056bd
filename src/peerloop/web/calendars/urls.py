"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.calendars import views

app_name = "calendars"
urlpatterns = [
    path("settings/calendar", views.calendar, name="calendar"),
    path("settings/calendar/look", views.look, name="look"),
    path("settings/calendar/removal", views.removal, name="removal"),
]
