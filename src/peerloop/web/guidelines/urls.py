"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.guidelines import organising, views

app_name = "guidelines"
urlpatterns = [
    path("guidelines", views.house, name="house"),
    path("guidelines/feedback", views.house_text, {"which": "feedback"}, name="feedback"),
    path("guidelines/confidential", views.house_text, {"which": "confidential"}, name="confidential"),
    path("guidelines/sight", views.sight, name="sight"),
    path("guidelines/<int:pk>", views.one, name="one"),
    path("guidelines/<int:pk>/pages/<slug:which>", views.text_of_one, name="text_of_one"),
    path("guidelines/versions/<int:pk>", views.version, name="version"),
    path("guidelines/versions/<int:pk>/changes", views.changes, name="changes"),
    path("guidelines/versions/<int:pk>/acceptance", views.acceptance, name="acceptance"),
    path("organise/guidelines", organising.overview, name="organise"),
    path("organise/guidelines/new", organising.new, name="new"),
    path("organise/guidelines/<int:pk>/versions", organising.versions, name="versions"),
    path("organise/guidelines/versions/<int:pk>", organising.draft, name="draft"),
    path("organise/guidelines/versions/<int:pk>/consultation", organising.consultation, name="consultation"),
    path("organise/guidelines/versions/<int:pk>/adoption", organising.adoption, name="adoption"),
    path("organise/guidelines/versions/<int:pk>/removal", organising.removal, name="removal"),
]
