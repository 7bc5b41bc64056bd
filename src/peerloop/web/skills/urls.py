"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.skills.views import endorsements, needs, offers, skill, waiting

app_name = "skills"
urlpatterns = [
    path("skills/<int:pk>", skill.skill, name="skill"),
    path("needs", needs.needs, name="needs"),
    path("needs/<int:pk>", needs.need, name="need"),
    path("needs/<int:pk>/removal", needs.removal, name="need-removal"),
    path("offers", offers.offers, name="offers"),
    path("offers/waiting", waiting.waiting, name="waiting"),
    path("offers/<int:pk>", offers.offer, name="offer"),
    path("offers/<int:pk>/withdrawal", offers.withdrawal, name="offer-withdrawal"),
    path("offers/<int:pk>/endorsements", endorsements.endorsements, name="endorsements"),
    path("endorsements/<int:pk>/withdrawal", endorsements.withdrawal, name="endorsement-withdrawal"),
]
