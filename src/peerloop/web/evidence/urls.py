"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.evidence import views

app_name = "evidence"
urlpatterns = [
    path("knowledge", views.knowledge, name="knowledge"),
    path("knowledge/<int:pk>/offer", views.offer, name="offer"),
    path("knowledge/<int:pk>/correction", views.correction, name="correction"),
    path("knowledge/<int:pk>/correction/removal", views.correction_removal, name="correction-removal"),
    path("knowledge/<int:pk>/leaving-out", views.leaving_out, name="leaving-out"),
    path("knowledge/<int:pk>/leaving-out/removal", views.leaving_out_removal, name="leaving-out-removal"),
    path("knowledge/<int:pk>/renewal", views.renewal, name="renewal"),
    path("topics", views.topics, name="topics"),
]
