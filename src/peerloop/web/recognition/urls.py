"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.recognition.views import contributions, kudos, sheet, thanking

app_name = "recognition"
urlpatterns = [
    path("kudos", kudos.kudos, name="kudos"),
    path("kudos/new", thanking.new, name="new"),
    path("kudos/<int:pk>/withdrawal", kudos.withdrawal, name="withdrawal"),
    path("kudos/<int:pk>/consent", kudos.consenting, name="consent"),
    path("thanks/<int:pk>/showing", kudos.showing, name="showing"),
    path("thanks/<int:pk>/showing/removal", kudos.showing_removal, name="showing-removal"),
    path("thanks/<int:pk>/hiding", kudos.hiding, name="hiding"),
    path("thanks/<int:pk>/hiding/removal", kudos.hiding_removal, name="hiding-removal"),
    path("contributions", contributions.contributions, name="contributions"),
    path("contributions/sheet", sheet.sheet, name="sheet"),
    path("contributions/sheet.csv", sheet.as_file, name="file"),
    path("contributions/<int:pk>", contributions.contribution, name="contribution"),
    path("contributions/<int:pk>/hiding", contributions.hiding, name="contribution-hiding"),
    path("contributions/<int:pk>/hiding/removal", contributions.hiding_removal, name="contribution-hiding-removal"),
]
