"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.members import views

app_name = "members"
urlpatterns = [
    path("members/<int:pk>", views.member, name="member"),
    path("members/<int:pk>/avoidance", views.avoidance, name="avoidance"),
    path("members/<int:pk>/block", views.blocking, name="block"),
]
