"""Saying that one is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.live.actions import check_in
from peerloop.people.access import opens, reader
from peerloop.web.live.asked import REFUSED, lived, onward
from peerloop.web.live.forms import CodeForm
from peerloop.web.live.views.live import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TRIES = {"check_in": "10/10m/key"}
"""Of ten thousand codes so many in ten minutes, for each member and session."""
TOO_MANY = 429


@opens("check-in", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """Say so with the code shown in the room; the link that is shown beside it brings the code along."""
    session, member = lived(request, pk), reader(request)
    if request.method != "POST":
        return page(request, session)
    if not ratelimit.consume(request, app="live", action="check_in", config=TRIES, key=f"{session.pk} {member.pk}"):
        told = _("That were many tries. Please ask for the code, and try again in ten minutes.")
        return page(request, session, told=told, status=TOO_MANY)
    form = CodeForm(request.POST)
    try:
        check_in(session, by=member, code=request.POST.get("code", "")[:12])
    except ValidationError as refused:
        form.add_error("code" if hasattr(refused, "error_dict") else None, refused.messages[0])
        return page(request, session, code_form=form, status=REFUSED)
    messages.success(request, _("You are here. Welcome."))
    return onward("live:live", pk)
