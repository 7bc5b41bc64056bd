"""Where an organiser begins: what is set up, and what comes next. Counts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.intake.queries import imports_seen_by
from peerloop.people.access import opens, reader
from peerloop.people.queries import headcount

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("organise")
@require_safe
def organise(request: HttpRequest) -> HttpResponse:
    """The three things that set Peerloop up, in their order."""
    member = reader(request)
    page = {
        "members": headcount(),
        "latest": imports_seen_by(member).filter(finished_at__isnull=False).first(),
    }
    return render(request, "organise/organise.html", page)
