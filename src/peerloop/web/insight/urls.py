"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.insight import views

app_name = "insight"
urlpatterns = [
    path("programmes/<int:pk>/health", views.of_programme, name="health"),
    path("packs/<int:pk>", views.pack, name="pack"),
    path("packs/<int:pk>/evidence", views.evidence, name="evidence"),
    path("packs/<int:pk>/means", views.means, name="means"),
    path("packs/evidence/<int:pk>/removal", views.evidence_removal, name="evidence_removal"),
    path("packs/means/<int:pk>/removal", views.means_removal, name="means_removal"),
]
