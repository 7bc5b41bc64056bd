"""Pages for when something went wrong: what happened, in plain words, and what one can do now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.shortcuts import render

from peerloop.web.uploads import most_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def unclear(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when there was too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", {"most": most_for(request) // 1024 // 1024}, status=413)
    return render(request, "400.html", status=400)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open for too long, or was not ours."""
    return render(request, "403.html", {"stale": True}, status=403)


def closed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this reader."""
    return render(request, "403.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not for this reader; which of them is not told."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database does not answer; neither page asks it anything."""
    if isinstance(sys.exc_info()[1], OperationalError):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "30"
        return response
    return render(request, "500.html", status=500)
