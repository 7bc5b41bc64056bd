"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.officehours import hosting, offering, together, views, visiting

app_name = "officehours"
urlpatterns = [
    path("office-hours", views.all_hours, name="all"),
    path("office-hours/new", offering.new, name="new"),
    path("office-hours/<int:pk>", views.show, name="hour"),
    path("office-hours/<int:pk>/visits", visiting.come, name="coming"),
    path("office-hours/visits/<int:pk>", visiting.show, name="visit"),
    path("office-hours/visits/<int:pk>/leaving", visiting.leave, name="leaving"),
    path("office-hours/visits/<int:pk>/postponement", visiting.postpone, name="postponement"),
    path("office-hours/joints/<int:pk>/answer", together.answer, name="answer"),
    path("office-hours/<int:pk>/queue", hosting.show, name="queue"),
    path("office-hours/<int:pk>/queue/call", hosting.call, name="call"),
    path("office-hours/<int:pk>/queue/end", hosting.finish, name="finish"),
    path("office-hours/<int:pk>/queue/pause", hosting.pause, name="pause"),
    path("office-hours/<int:pk>/queue/joints", together.ask, name="joints"),
]
