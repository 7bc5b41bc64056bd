"""How this room answers beside its pages."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


def onward(name: str, *args: int | str) -> HttpResponse:
    """Lead on to a page after a POST, so that reloading it sends nothing again."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


def as_calendar(ics: bytes, *, name: str) -> HttpResponse:
    """Answer with an iCalendar text that nobody between here and its reader keeps, and no robot lists."""
    response = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex, nofollow"
    return untold(response)


def untold(response: HttpResponse) -> HttpResponse:
    """Keep what the address or the page opens out of caches and of other sites' logs.

    Not ``no-referrer``: under it a browser sends forms with ``Origin: null``, and they count as forged.
    """
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
