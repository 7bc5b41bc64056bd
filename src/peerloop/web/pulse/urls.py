"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.pulse import answering, building, interviews, outside, views

app_name = "pulse"
urlpatterns = [
    path("surveys", views.surveys, name="surveys"),
    path("surveys/new", building.new, name="new"),
    path("surveys/<int:pk>", views.survey, name="survey"),
    path("surveys/<int:pk>/results", views.told, name="results"),
    path("surveys/<int:pk>/answer", answering.answer, name="answer"),
    path("surveys/<int:pk>/answer/removal", answering.removal, name="answer_removal"),
    path("surveys/wishes/<int:pk>/need", answering.need, name="wish_need"),
    path("surveys/<int:pk>/change", building.change, name="change"),
    path("surveys/<int:pk>/opening", building.opening, name="opening"),
    path("surveys/<int:pk>/closure", building.closure, name="closure"),
    path("surveys/<int:pk>/withdrawal", building.withdrawal, name="withdrawal"),
    path("surveys/<int:pk>/removal", building.removal, name="removal"),
    path("interviews", interviews.interviews, name="interviews"),
    path("interviews/new", interviews.new, name="new_interview"),
    path("interviews/<int:pk>", interviews.interview, name="interview"),
    path("interviews/<int:pk>/consent", interviews.consent, name="consent"),
    path("interviews/<int:pk>/removal", interviews.removal, name="interview_removal"),
    path("outside", outside.outsides, name="outsides"),
    path("outside/new", outside.new, name="new_outside"),
    path("outside/<int:pk>", outside.outside, name="outside"),
    path("outside/<int:pk>/change", outside.change, name="change_outside"),
    path("outside/<int:pk>/removal", outside.removal, name="outside_removal"),
]
