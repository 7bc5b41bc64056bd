"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.matchmaking import views

app_name = "matchmaking"
urlpatterns = [
    path("needs/<int:pk>/suggestions", views.suggestions, name="suggestions"),
    path("needs/<int:pk>/hours/<int:teacher>", views.hours, name="hours"),
    path("needs/<int:pk>/changes", views.changes, name="changes"),
    path("needs/<int:pk>/refusals/<int:teacher>", views.refuse, name="refusing"),
    path("needs/<int:pk>/refusals/<int:teacher>/removal", views.welcome, name="refusing-removal"),
    path("needs/<int:pk>/requests", views.ask, name="asking"),
    path("requests", views.requests, name="requests"),
    path("requests/<int:pk>", views.request_page, name="request"),
    path("requests/<int:pk>/acceptance", views.accept, name="acceptance"),
    path("requests/<int:pk>/refusal", views.decline, name="refusal"),
    path("requests/<int:pk>/withdrawal", views.withdraw, name="withdrawal"),
    path("pairings/<int:pk>", views.pairing_page, name="pairing"),
    path("pairings/<int:pk>/sessions", views.book, name="booking"),
    path("pairings/<int:pk>/ending", views.end, name="ending"),
    path("links/<str:token>", views.link, name="link"),
]
