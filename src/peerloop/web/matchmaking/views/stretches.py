"""Now and then something outside one's field: take it up, put it aside, or want none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.matchmaking import actions
from peerloop.matchmaking.queries import helpers, stretch_of, stretches_seen_by, wants_no_stretch
from peerloop.people.access import opens, reader
from peerloop.web.matchmaking.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.matchmaking.models import Stretch

SOME = 3


@opens("stretch", "see")
@require_safe
def stretch(request: HttpRequest) -> HttpResponse:
    """Show this season's, or say that there is none."""
    one = stretch_of(reader(request))
    offers = helpers(one).select_related("member__team").order_by("-level", "pk")[:SOME] if one else []
    context = {"stretch": one, "offers": offers, "off": wants_no_stretch(reader(request))}
    return render(request, "matchmaking/stretch.html", context)


@opens("stretch", "see")
@require_POST
def choose_stretch(request: HttpRequest) -> HttpResponse:
    """Want none any more, or some again."""
    if request.POST.get("wish") == "some":
        actions.stretch_again(by=reader(request))
        messages.success(request, _("Now and then you will see one again."))
    else:
        actions.stop_stretching(by=reader(request))
        messages.success(request, _("Nothing outside your field is suggested to you any more."))
    return onward("matchmaking:stretch")


@opens("stretch", "answer")
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Be curious."""
    need = actions.take_stretch(_find(request, pk), by=reader(request))
    messages.success(request, _("It stands among what you want to learn, for matching alone. Here is who could help."))
    return onward("matchmaking:suggestions", need.pk)


@opens("stretch", "answer")
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it aside."""
    actions.dismiss_stretch(_find(request, pk), by=reader(request))
    messages.success(request, _("Put aside. The next one comes in another season."))
    return onward("matchmaking:stretch")


def _find(request: HttpRequest, pk: int) -> Stretch:
    return get_object_or_404(stretches_seen_by(reader(request)), pk=pk)
