"""How the pages of this room answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from peerloop.exchange.rules import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

REFUSED = 422


def onward(name: str, *args: int) -> HttpResponseRedirect:
    """Lead on after a POST."""
    return HttpResponseRedirect(reverse(f"exchange:{name}", args=args), status=303)


def done(request: HttpRequest, act: Callable[[], object], words: str, then: HttpResponse) -> HttpResponse:
    """Do it and say ``words``, or say why it cannot be."""
    try:
        act()
    except Refused as told:
        for message in told.messages:
            messages.warning(request, message)
    else:
        messages.success(request, words)
    return then
