"""One-click sign-in; there is no route to it outside the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from peerloop.demo.people import CAST, address
from peerloop.people.access import public
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public
@require_POST
def entrance(request: HttpRequest) -> HttpResponse:
    """Sign in as the person of the cast who plays this part."""
    name, _team = CAST.get(request.POST.get("part", ""), ("", ""))
    if not settings.DEMO or not name:
        raise Http404
    member = get_object_or_404(Member.objects.present(), email=address(name))
    login(request, member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("today:today")
