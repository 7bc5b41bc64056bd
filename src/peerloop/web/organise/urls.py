"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.organise import appeals, comparisons, demand, headings, home, imports, pickups, policies, runs, undoing

app_name = "organise"
urlpatterns = [
    path("organise", home.organise, name="organise"),
    path("organise/imports", imports.imports, name="imports"),
    path("organise/imports/<int:pk>", imports.one, name="import"),
    path("organise/imports/<int:pk>/undoing", undoing.undoing, name="undoing"),
    path("organise/uploads/<int:pk>", imports.upload, name="upload"),
    path("organise/uploads/<int:pk>/headings", headings.headings, name="upload-headings"),
    path("organise/uploads/<int:pk>/removal", imports.removal, name="upload-removal"),
    path("organise/pickups", pickups.pickups, name="pickups"),
    path("organise/pickups/<int:pk>", pickups.pickup, name="pickup"),
    path("organise/pickups/<int:pk>/fetching", pickups.fetching, name="fetching"),
    path("organise/pickups/<int:pk>/removal", pickups.removal, name="pickup_removal"),
    path("organise/runs", runs.runs, name="run"),
    path("organise/runs/beginning", runs.start, name="start_run"),
    path("organise/runs/<int:pk>", runs.one, name="one_run"),
    path("organise/runs/<int:pk>/ending", runs.ending, name="run_ending"),
    path("organise/runs/<int:pk>/publication", runs.publication, name="run_publication"),
    path("organise/runs/<int:pk>/withdrawal", runs.withdrawal, name="run_withdrawal"),
    path("organise/runs/<int:pk>/removal", runs.removal, name="run_removal"),
    path("organise/runs/<int:pk>/appeals/<int:skill>", appeals.appeal, name="appeal"),
    path("organise/policies", policies.policies, name="policies"),
    path("organise/policies/new", policies.new, name="new_policy"),
    path("organise/policies/shipped/adoption", policies.shipped, name="shipped_policy"),
    path("organise/policies/<int:pk>/adoption", policies.adoption, name="adoption"),
    path("organise/policies/<int:pk>/removal", policies.removal, name="policy_removal"),
    path("organise/comparisons", comparisons.start, name="start_comparison"),
    path("organise/comparisons/<int:pk>", comparisons.comparison, name="comparison"),
    path("organise/comparisons/<int:pk>/decision", comparisons.decision, name="decision"),
    path("organise/demand", demand.demand, name="demand"),
]
