"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.times import views

app_name = "times"
urlpatterns = [
    path("times", views.times, name="times"),
    path("times/sessions", views.take, name="take"),
]
