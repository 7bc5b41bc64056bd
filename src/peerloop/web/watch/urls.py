"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.watch import views

app_name = "watch"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
