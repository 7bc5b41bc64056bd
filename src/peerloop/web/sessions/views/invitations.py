"""Inviting colleagues to a session, by name or by team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.schedule.actions import invite
from peerloop.web.sessions.answers import onward
from peerloop.web.sessions.finding import find_led
from peerloop.web.sessions.forms import Whom, chosen, found

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

REFUSED = 422
NAMED = 5


@opens("gathering", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for colleagues with a GET; invite those who are ticked with a POST."""
    member = reader(request)
    session = find_led(member, pk)
    if request.method != "POST":
        form = Whom(request.GET or None)
        return _show(request, session, form=form, found=found(form, session, member) if form.is_bound else None)
    whom = chosen(request.POST.getlist("members"), member)
    if not whom:
        words = _("Please tick whom you would like to invite.")
        return _show(request, session, form=Whom(), status=REFUSED, refused=words)
    try:
        told = invite(session, whom, by=member, anyway="anyway" in request.POST)
    except ValidationError as refused:
        return _show(request, session, form=Whom(), status=REFUSED, refused=refused.messages[0])
    if told.asked:
        messages.success(request, _invited(told.asked))
    if told.full:
        return _show(request, session, form=Whom(), full=told.full)
    return onward("sessions:session", pk)


def _invited(asked: list[Member]) -> str:
    if len(asked) <= NAMED:
        return _("Invited: %(names)s. They can answer with one click.") % {"names": listed([one.name for one in asked])}
    words = ngettext("%(number)s colleague is invited.", "%(number)s colleagues are invited.", len(asked))
    return words % {"number": len(asked)}


def _show(request: HttpRequest, session: Session, *, form: Whom, status: int = 200, **more: Any) -> HttpResponse:
    context = {"session": session, "form": form, **more}
    return render(request, "sessions/invitations.html", context, status=status)
