"""In the demo, the mail itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.people.access import opens, reader
from peerloop.web.notices.post import letters_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("mailbox")
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The letters to the one who is signed in."""
    _demo_only()
    return render(request, "notices/mailbox.html", {"letters": letters_to(reader(request).email)})


@opens("mailbox")
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter."""
    _demo_only()
    for one in letters_to(reader(request).email):
        if one.name == name:
            return render(request, "notices/letter.html", {"letter": one})
    raise Http404


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404
