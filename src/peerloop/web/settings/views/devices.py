"""Where one is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.people import queries
from peerloop.people.access import opens, reader
from peerloop.people.actions import sign_out
from peerloop.web.settings.agents import device_of
from peerloop.web.settings.leads import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("device")
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The browsers in which the member is signed in, this one first."""
    here = request.session.session_key
    found = sorted(queries.sign_ins(reader(request)), key=lambda one: one.session_key != here)
    shown = [
        {"pk": one.pk, "name": device_of(one.user_agent), "since": one.created_at, "ip": queries.address_of(one),
         "here": one.session_key == here} for one in found
    ]  # fmt: skip
    return render(request, "settings/devices.html", {"devices": shown})


@opens("device", "revoke")
@require_POST
def device_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out there."""
    member = reader(request)
    one = get_object_or_404(queries.sign_ins(member), pk=pk)
    sign_out(member, [one])
    if one.session_key == request.session.session_key:
        logout(request)
        return see_other("account_login")
    messages.success(request, _("Signed out there."))
    return see_other("settings:devices")


@opens("device")
@require_POST
def devices_removal(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    member = reader(request)
    sign_out(member, queries.sign_ins(member).exclude(session_key=request.session.session_key))
    messages.success(request, _("Signed out everywhere else."))
    return see_other("settings:devices")
