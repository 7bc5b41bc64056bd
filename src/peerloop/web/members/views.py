"""A colleague's page: what they offer and want, and what one can do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.officehours.queries import hours_on_page, listed
from peerloop.people.access import opens, reader
from peerloop.people.actions import avoid, block
from peerloop.people.queries import on_page, seen_by
from peerloop.people.rules import is_manager_of
from peerloop.recognition.queries import thanks_on_page
from peerloop.skills.queries import needs_on_page, offers_on_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member

THANKS = 5


@opens("member")
@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody sees the same of a member, their manager too.

    What one can do hangs on the org chart alone: a missing way would tell who is on somebody's private list.
    """
    viewer = reader(request)
    shown = next(iter(on_page(viewer, pk)), None)
    if shown is None:
        raise Http404
    return render(
        request,
        "members/member.html",
        {
            "member": shown,
            "me": shown.pk == viewer.pk,
            "wall": now().astimezone(ZoneInfo(shown.time_zone)),
            "offers": offers_on_page(viewer, shown),
            "needs": needs_on_page(viewer, shown),
            "thanks": thanks_on_page(viewer, shown, at_most=THANKS),
            "rows": listed(hours_on_page(viewer, shown)),
            "askable": not (shown.pk == viewer.pk or is_manager_of(shown, viewer) or is_manager_of(viewer, shown)),
        },
    )


@opens("member", "avoid")
@require_POST
def avoidance(request: HttpRequest, pk: int) -> HttpResponse:
    """Rather not: privately."""
    viewer, other = reader(request), _other(request, pk)
    try:
        avoid(viewer, other)
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    else:
        told = _("Noted, for nobody but you: %(name)s and you are never suggested to each other.")
        messages.success(request, told % {"name": other.name})
    return _see_other("members:member", pk=other.pk)


@opens("member", "block")
@require_POST
def blocking(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut the door."""
    viewer, other = reader(request), _other(request, pk)
    try:
        block(viewer, other)
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
        return _see_other("members:member", pk=other.pk)
    messages.success(request, _("%(name)s is blocked. You can take it back here at any time.") % {"name": other.name})
    return _see_other("settings:privacy")


def _other(request: HttpRequest, pk: int) -> Member:
    return get_object_or_404(seen_by(reader(request)), pk=pk)


def _see_other(name: str, **kwargs: int) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(name, kwargs=kwargs))
    response.status_code = 303
    return response
