"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.programmes import joining, organising, plans, views

app_name = "programmes"
urlpatterns = [
    path("programmes", views.programmes, name="programmes"),
    path("programmes/new", organising.new, name="new"),
    path("programmes/<int:pk>", views.programme, name="programme"),
    path("programmes/<int:pk>/people", views.people, name="people"),
    path("programmes/<int:pk>/participants", joining.participants, name="participants"),
    path("programmes/<int:pk>/participants/removal", views.participants_removal, name="participants_removal"),
    path("programmes/<int:pk>/refusal", views.refusal, name="refusal"),
    path("programmes/<int:pk>/obstacle", views.obstacle, name="obstacle"),
    path("programmes/<int:pk>/obstacle/removal", views.obstacle_removal, name="obstacle_removal"),
    path("programmes/<int:pk>/change", organising.change, name="change"),
    path("programmes/<int:pk>/opening", organising.opening, name="opening"),
    path("programmes/<int:pk>/closing", organising.closing, name="closing"),
    path("programmes/<int:pk>/call-outs", organising.call_outs, name="call_outs"),
    path("programmes/<int:pk>/copies", organising.copies, name="copies"),
    path("programmes/<int:pk>/organisers", organising.organisers, name="organisers"),
    path("programmes/<int:pk>/organisers/removal", organising.organisers_removal, name="organisers_removal"),
    path("programmes/<int:pk>/owner", organising.owner, name="owner"),
    path("programmes/<int:pk>/objectives", plans.objectives, name="objectives"),
    path("programmes/<int:pk>/timetable", plans.timetable, name="timetable"),
    path("objectives/<int:pk>", plans.objective, name="objective"),
    path("objectives/<int:pk>/amounts", plans.amounts, name="amounts"),
    path("objectives/<int:pk>/removal", plans.objective_removal, name="objective_removal"),
    path("milestones/<int:pk>/removal", plans.day_removal, name="day_removal"),
]
