"""What a member wants to hear of, how and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.notices.actions import settle
from peerloop.notices.queries import plan_of, waiting_for
from peerloop.people.access import opens, reader
from peerloop.web.notices.forms import WishesForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("notice", "choose")
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Which notices, where, and when; and which gentle words wait."""
    member = reader(request)
    form = WishesForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            settle(member, form.wishes())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved. From now on it reaches you like this."))
            return redirect("notices:settings")
    shown = {"form": form, "waiting": waiting_for(member), "paused": plan_of(member).paused_at}
    return render(request, "notices/settings.html", shown, status=422 if form.errors else 200)
