"""Whom one would rather not meet, and on whom one has shut the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.people import queries
from peerloop.people.access import opens, reader
from peerloop.people.actions import stop_avoiding, unblock
from peerloop.web.settings.leads import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("privacy", "change")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The member's private lists."""
    member = reader(request)
    shown = {"avoidances": queries.avoidances(member), "blocks": queries.blocks(member)}
    return render(request, "settings/privacy.html", shown)


@opens("avoidance", "remove")
@require_POST
def avoidance_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    member = reader(request)
    stop_avoiding(member, get_object_or_404(queries.avoidances(member), pk=pk).other)
    messages.success(request, _("Taken off your list."))
    return see_other("settings:privacy")


@opens("block", "remove")
@require_POST
def block_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the door again."""
    member = reader(request)
    unblock(member, get_object_or_404(queries.blocks(member), pk=pk).other)
    messages.success(request, _("The block is taken back. You see each other again."))
    return see_other("settings:privacy")
