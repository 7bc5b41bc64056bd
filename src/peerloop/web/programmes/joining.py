"""Joining a programme; where it has guidelines, they are read and accepted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.guidelines.rules import PARTS
from peerloop.people.access import opens, reader
from peerloop.programmes.actions import join_programme
from peerloop.programmes.queries import one, to_accept_first
from peerloop.programmes.rules import NotAccepted
from peerloop.web.programmes.views import LARGEST, act, to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("programme", "join")
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Join; the guidelines come first, and a POST that names the version which holds accepts it."""
    member = reader(request)
    shown = one(member, pk) if pk <= LARGEST else None
    if shown is None:
        raise Http404
    first = to_accept_first(member, shown.programme) if shown.may_join else None
    read = request.POST.get("version", "")
    if request.method == "POST" and (first is None or read == str(first.pk)):
        done = _("You take part. What is planned stands below.")
        return act(request, pk, lambda found, by: join_programme(found, by=by, accepts=first), done)
    if first is None:
        return to("programmes:programme", pk)
    if request.method == "POST":  # from a button that joins, or with a version that has been followed by another
        if read:
            messages.warning(request, NotAccepted().messages[0])
        return to("programmes:participants", pk)
    pages = [(name, title, getattr(first, name)) for name, title in PARTS.items()]
    page = {"programme": shown.programme, "version": first, "pages": pages}
    return render(request, "programmes/joining.html", page)
