"""The demo's own door: one click lets a visitor in as one of its people."""

from __future__ import annotations

from django.urls import path

from peerloop.demo import views

app_name = "demo"
urlpatterns = [path("demo/entrance", views.entrance, name="entrance")]
