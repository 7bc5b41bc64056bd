"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.settings import views

app_name = "settings"
urlpatterns = [
    path("settings", views.profile, name="profile"),
    path("settings/hours", views.hours, name="hours"),
    path("settings/absences", views.absences, name="absences"),
    path("settings/absences/<int:pk>/removal", views.absence_removal, name="absence_removal"),
    path("settings/privacy", views.privacy, name="privacy"),
    path("settings/avoidances/<int:pk>/removal", views.avoidance_removal, name="avoidance_removal"),
    path("settings/blocks/<int:pk>/removal", views.block_removal, name="block_removal"),
    path("settings/devices", views.devices, name="devices"),
    path("settings/devices/removal", views.devices_removal, name="devices_removal"),
    path("settings/devices/<int:pk>/removal", views.device_removal, name="device_removal"),
    path("settings/password", views.password, name="password"),
]
