"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.live import views

app_name = "live"
urlpatterns = [
    path("sessions/<int:pk>/live", views.show_live, name="live"),
    path("sessions/<int:pk>/live/clock", views.turn, name="clock"),
    path("sessions/<int:pk>/check-in", views.arrive, name="check-in"),
    path("sessions/<int:pk>/agenda", views.change, name="agenda"),
    path("sessions/<int:pk>/agenda/format", views.lay_out, name="agenda-format"),
    path("sessions/<int:pk>/questions", views.ask, name="questions"),
    path("posed/<int:pk>/vote", views.want, name="vote"),
    path("posed/<int:pk>/withdrawal", views.withdraw, name="withdrawal"),
    path("posed/<int:pk>/answer", views.answered, name="answer"),
    path("sessions/<int:pk>/notes", views.write_notes, name="notes"),
    path("sessions/<int:pk>/material", views.attach, name="material"),
    path("material/<int:pk>/removal", views.take_away, name="removal"),
    path("material/<int:pk>/agreement", views.agree, name="agreement"),
    path("sessions/<int:pk>/feedback", views.judge, name="feedback"),
]
