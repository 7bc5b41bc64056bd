"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.sessions import views

app_name = "sessions"
urlpatterns = [
    path("calendar", views.show_agenda, name="calendar"),
    path("calendar/week", views.show_week, name="week"),
    path("sessions", views.show_sessions, name="sessions"),
    path("sessions/new", views.announce, name="announce"),
    path("sessions/impromptu", views.impromptu, name="impromptu"),
    path("sessions/<int:pk>/particulars", views.change_particulars, name="change"),
    path("sessions/<int:pk>/invitations", views.invitations, name="invitations"),
    path("sessions/<int:pk>/answer", views.answer, name="answering"),
    path("sessions/answers/<str:token>", views.link, name="answer"),
    path("sessions/<int:pk>", views.show_session, name="session"),
    path("sessions/<int:pk>.ics", views.download, name="ics"),
    path("sessions/<int:pk>/move", views.move, name="move"),
    path("sessions/<int:pk>/place", views.say_where, name="place"),
    path("sessions/<int:pk>/cancellation", views.cancel, name="cancellation"),
    path("sessions/<int:pk>/leaving", views.leave, name="leaving"),
    path("feeds/<str:secret>.ics", views.feed, name="feed"),
    path("settings/feed", views.show_feed, name="feed_settings"),
    path("settings/feed/revocation", views.revoke, name="revocation"),
]
