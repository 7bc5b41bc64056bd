"""What allauth leaves to us at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.decorators import rate_limit
from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    View = Callable[..., HttpResponseBase]


def limited(view: View) -> View:
    """Count every POST against the limit for sign-in, which all doors share; beyond it the answer is 429."""
    limited_view: View = rate_limit(action="login")(view)
    return limited_view


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """How one becomes a member: not here."""
    return render(request, "account/signup_closed.html")


def too_many(request: HttpRequest) -> HttpResponse:
    """429: the limits of the door are by the minute."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response
