"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.matchmaking import views

app_name = "matchmaking"
urlpatterns = [
    path("needs/<int:pk>/suggestions", views.suggestions, name="suggestions"),
    path("needs/<int:pk>/hours/<int:teacher>", views.hours, name="hours"),
    path("needs/<int:pk>/changes", views.changes, name="changes"),
    path("needs/<int:pk>/refusals/<int:teacher>", views.refuse, name="refusing"),
    path("needs/<int:pk>/refusals/<int:teacher>/removal", views.welcome, name="refusing-removal"),
    path("needs/<int:pk>/earlier", views.narrow, name="earlier"),
    path("needs/<int:pk>/other-side", views.prefer, name="other-side"),
    path("needs/<int:pk>/other-side/removal", views.prefer_no_longer, name="other-side-removal"),
    path("needs/<int:pk>/earlier/removal", views.widen, name="earlier-removal"),
    path("needs/<int:pk>/requests", views.ask, name="asking"),
    path("requests", views.requests, name="requests"),
    path("requests/<int:pk>", views.request_page, name="request"),
    path("requests/<int:pk>/acceptance", views.accept, name="acceptance"),
    path("requests/<int:pk>/refusal", views.decline, name="refusal"),
    path("requests/<int:pk>/withdrawal", views.withdraw, name="withdrawal"),
    path("pairings", views.pairings, name="pairings"),
    path("pairings/<int:pk>", views.pairing_page, name="pairing"),
    path("pairings/<int:pk>/sessions", views.book, name="booking"),
    path("pairings/<int:pk>/ending", views.end, name="ending"),
    path("pairings/<int:pk>/thanks", views.say_thanks, name="thanks"),
    path("pairings/<int:pk>/word", views.still, name="still"),
    path("pairings/<int:pk>/goals", views.set_goal, name="goals"),
    path("goals/<int:pk>", views.goal, name="goal"),
    path("goals/<int:pk>/reached", views.reach, name="reached"),
    path("goals/<int:pk>/reached/removal", views.reopen, name="reached-removal"),
    path("goals/<int:pk>/removal", views.drop, name="goal-removal"),
    path("pairings/<int:pk>/points", views.add_point, name="points"),
    path("points/<int:pk>/tick", views.tick, name="tick"),
    path("points/<int:pk>/tick/removal", views.untick, name="tick-removal"),
    path("points/<int:pk>/removal", views.remove_point, name="point-removal"),
    path("pairings/<int:pk>/notebook", views.notebook, name="notebook"),
    path("notes/<int:pk>", views.note, name="note"),
    path("notes/<int:pk>/removal", views.erase, name="note-removal"),
    path("rings/<int:pk>", views.ring, name="ring"),
    path("rings/<int:pk>/acceptance", views.join, name="ring-acceptance"),
    path("rings/<int:pk>/refusal", views.leave, name="ring-refusal"),
    path("stretch", views.stretch, name="stretch"),
    path("stretch/wish", views.choose_stretch, name="stretch-wish"),
    path("stretches/<int:pk>/need", views.take, name="stretch-need"),
    path("stretches/<int:pk>/refusal", views.dismiss, name="stretch-refusal"),
    path("words/<str:token>", views.word, name="word"),
    path("links/<str:token>", views.link, name="link"),
]
