"""How this room answers beside its pages."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

REFUSED = 422


def onward(name: str, *args: int | str) -> HttpResponse:
    """Lead on to a page after a POST, so that reloading it sends nothing again."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)
