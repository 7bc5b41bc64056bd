"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.proposals import planning, views

app_name = "proposals"
urlpatterns = [
    path("proposals", views.proposals, name="proposals"),
    path("proposals/new", views.new, name="new"),
    path("proposals/<int:pk>", views.proposal, name="proposal"),
    path("proposals/<int:pk>/me-too", views.me_too, name="me_too"),
    path("proposals/<int:pk>/me-too/removal", views.me_too_removal, name="me_too_removal"),
    path("proposals/<int:pk>/volunteers", views.volunteers, name="volunteers"),
    path("proposals/<int:pk>/volunteers/removal", views.volunteers_removal, name="volunteers_removal"),
    path("proposals/<int:pk>/closure", views.closure, name="closure"),
    path("proposals/<int:pk>/renewal", views.renewal, name="renewal"),
    path("proposals/<int:pk>/session", planning.session, name="session"),
]
