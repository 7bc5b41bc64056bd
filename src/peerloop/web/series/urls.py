"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.series import changing, dates, making, views

app_name = "series"
urlpatterns = [
    path("series", views.all_series, name="all"),
    path("series/new", making.new, name="new"),
    path("series/<int:pk>", views.show, name="series"),
    path("series/<int:pk>.ics", views.download, name="ics"),
    path("series/<int:pk>/joining", views.join, name="joining"),
    path("series/<int:pk>/leaving", views.leave, name="leaving"),
    path("series/<int:pk>/leading", views.lead, name="leading"),
    path("series/<int:pk>/omissions", dates.leave_out_days, name="omissions"),
    path("series/dates/<int:pk>/omission", dates.leave_out, name="omission"),
    path("series/dates/<int:pk>/return", dates.bring_back, name="return"),
    path("series/dates/<int:pk>/following", changing.following, name="following"),
    path("series/dates/<int:pk>/end", changing.end, name="end"),
]
