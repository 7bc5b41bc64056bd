"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.coffee import links, organising, views

app_name = "coffee"
urlpatterns = [
    path("coffee", views.coffee, name="coffee"),
    path("coffee/removal", views.leaving, name="leaving"),
    path("coffee/introductions/<int:pk>/acceptance", views.accept, name="acceptance"),
    path("coffee/introductions/<int:pk>/refusal", views.decline, name="refusal"),
    path("coffee/introductions/<int:pk>/meeting", views.met, name="meeting"),
    path("coffee/links/<str:token>", links.link, name="link"),
    path("organise/coffee", organising.rounds, name="rounds"),
]
