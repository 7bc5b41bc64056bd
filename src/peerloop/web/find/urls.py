"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.find import views

app_name = "find"
urlpatterns = [path("find", views.find, name="find")]
