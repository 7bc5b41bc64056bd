"""The thanks that one was given, and those that one has given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.recognition.actions import bring_back, consent, keep_private, put_away, show, withdraw
from peerloop.recognition.queries import given_in_full, own_kudos, own_thanks, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

AT_ONCE = 20


@opens("kudos", "see")
@require_safe
def kudos(request: HttpRequest) -> HttpResponse:
    """Both lists, the newest first."""
    member = reader(request)
    context = {
        "received": Paginator(told(own_thanks(member).filter(hidden_at=None)), AT_ONCE).get_page(
            request.GET.get("received")
        ),
        "put_away": told(own_thanks(member).filter(hidden_at__isnull=False))[:AT_ONCE],
        "given": Paginator(given_in_full(own_kudos(member)), AT_ONCE).get_page(request.GET.get("given")),
    }
    return render(request, "recognition/kudos.html", context)


@opens("thanks", "decide")
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be shown on one's page."""
    return _decide(request, pk, show, _("It stands on your page now."))


@opens("thanks", "decide")
@require_POST
def showing_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it between the two."""
    return _decide(request, pk, keep_private, _("It is between you two again."))


@opens("thanks", "decide")
@require_POST
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away."""
    return _decide(request, pk, put_away, _("Put away. You find it at the end of this page."))


@opens("thanks", "decide")
@require_POST
def hiding_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """See it again."""
    return _decide(request, pk, bring_back, _("It stands among your thanks again."))


@opens("kudos", "withdraw")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one wrote."""
    withdraw(get_object_or_404(own_kudos(reader(request)), pk=pk), by=reader(request))
    messages.success(request, _("Taken back. Nobody reads it any more."))
    return _back()


@opens("kudos", "withdraw")
@require_POST
def consenting(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether it may be shown."""
    may_be_shown = request.POST.get("may_be_shown") == "yes"
    consent(get_object_or_404(own_kudos(reader(request)), pk=pk), by=reader(request), may_be_shown=may_be_shown)
    messages.success(
        request,
        _("They may show it on their page now, with your name.") if may_be_shown else _("It stays between you now."),
    )
    return _back()


def _decide(request: HttpRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    try:
        act(get_object_or_404(own_thanks(reader(request)), pk=pk), by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("recognition:kudos"), status=303)
