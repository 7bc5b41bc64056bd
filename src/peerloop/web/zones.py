"""Every page speaks in its reader's time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import get_user
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class ReaderZone:
    """Sets the current time zone to the signed-in member's for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's zone; a visitor's is the organisation's default.

        From here on the request carries the member itself: a lazy one costs a call at every attribute.
        """
        request.user = get_user(request)
        with timezone.override(ZoneInfo(request.user.time_zone) if request.user.is_authenticated else None):
            return self.get_response(request)
