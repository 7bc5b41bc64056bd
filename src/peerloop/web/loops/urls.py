"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.loops import views

app_name = "loops"
urlpatterns = [
    path("loops", views.show_loops, name="loops"),
    path("loops/<int:pk>", views.show_loop, name="loop"),
    path("loops/<int:pk>/gain", views.gain, name="gain"),
    path("loops/<int:pk>/intention", views.postpone, name="intention"),
    path("loops/<int:pk>/application", views.apply, name="application"),
    path("loops/<int:pk>/feedback", views.answer, name="feedback"),
    path("loops/<int:pk>/receipt", views.receipt, name="receipt"),
    path("loops/<int:pk>/reflection", views.reflection, name="reflection"),
    path("loops/<int:pk>/release", views.release, name="release"),
]
