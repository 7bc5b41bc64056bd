"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.discussion import views

app_name = "discussion"
urlpatterns = [
    path("threads/<int:pk>", views.show_thread, name="thread"),
    path("threads/<int:pk>/posts", views.say, name="saying"),
    path("threads/<int:pk>/draft", views.draft, name="draft"),
    path("posts/<int:pk>", views.change, name="post"),
    path("posts/<int:pk>/removal", views.take_back, name="removal"),
    path("posts/<int:pk>/reactions", views.react, name="reactions"),
    path("posts/<int:pk>/reactions/removal", views.take_reaction_back, name="reaction-removal"),
    path("posts/<int:pk>/hiding", views.hide, name="hiding"),
    path("posts/<int:pk>/hiding/removal", views.show_again, name="hiding-removal"),
]
