"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.exchange import days, links, overview, places, rotations

app_name = "exchange"
urlpatterns = [
    path("exchange", overview.exchange, name="exchange"),
    path("exchange/days", overview.all_days, name="days"),
    path("exchange/places", overview.all_places, name="places"),
    path("exchange/days/new", days.new, name="day-new"),
    path("exchange/days/<int:pk>", days.day, name="day"),
    path("exchange/days/<int:pk>/requests", days.asking, name="day-asking"),
    path("exchange/days/<int:pk>/removal", days.removal, name="day-removal"),
    path("exchange/colleagues/<int:pk>/days", days.colleague, name="colleague"),
    path("exchange/day-requests/<int:pk>", days.request_page, name="day-request"),
    path("exchange/day-requests/<int:pk>/acceptance", days.accept, name="day-acceptance"),
    path("exchange/day-requests/<int:pk>/refusal", days.decline, name="day-refusal"),
    path("exchange/day-requests/<int:pk>/withdrawal", days.withdraw, name="day-withdrawal"),
    path("exchange/places/new", places.new, name="place-new"),
    path("exchange/places/<int:pk>", places.place, name="place"),
    path("exchange/places/<int:pk>/requests", places.asking, name="place-asking"),
    path("exchange/places/<int:pk>/removal", places.removal, name="place-removal"),
    path("exchange/rotations/<int:pk>", rotations.rotation, name="rotation"),
    path("exchange/rotations/<int:pk>/acceptance", rotations.accept, name="rotation-acceptance"),
    path("exchange/rotations/<int:pk>/refusal", rotations.decline, name="rotation-refusal"),
    path("exchange/rotations/<int:pk>/withdrawal", rotations.withdraw, name="rotation-withdrawal"),
    path("exchange/rotations/<int:pk>/weeks", rotations.planning, name="rotation-planning"),
    path("exchange/rotations/<int:pk>/ending", rotations.ending, name="rotation-ending"),
    path("exchange/links/<str:token>", links.link, name="link"),
]
