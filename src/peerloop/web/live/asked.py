"""The session that a page is about, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peerloop.live.queries import sessions_lived_by
from peerloop.people.access import reader

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from peerloop.live.models import Notes
    from peerloop.schedule.models import Session

REFUSED, OVERTAKEN = 422, 409


def lived(request: HttpRequest, pk: int) -> Session:
    """Return the session if the reader takes part in it, else 404."""
    return get_object_or_404(sessions_lived_by(reader(request)), pk=pk)


def onward(name: str, pk: int, part: str = "") -> HttpResponse:
    """Lead on to a page about a session after a POST, so that reloading it sends nothing again."""
    return HttpResponseRedirect(f"{reverse(name, args=[pk])}{part}", status=303)


def back(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Lead back to where it was posted from: the live view says so, else the session's page."""
    return onward("live:live" if request.POST.get("from") == "live" else "sessions:session", pk, part)


def unnamed(notes: Notes | None, hidden: Collection[int]) -> Notes | None:
    """Return the notes without who has written last, where a block keeps them from the reader."""
    if notes is not None and notes.by_id in hidden:
        notes.by = None
    return notes
