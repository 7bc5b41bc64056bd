"""Who one is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.people.access import opens, reader
from peerloop.people.actions import update_profile
from peerloop.web.settings.forms import ProfileForm
from peerloop.web.settings.leads import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("profile", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What a member says of themselves, beside what the organisation says."""
    member = reader(request)
    form = ProfileForm(request.POST or None, initial=ProfileForm.of(member))
    if request.method == "POST" and form.is_valid():
        try:
            update_profile(member, by=member, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
            member.refresh_from_db()
        else:
            messages.success(request, _("Your profile is saved."))
            return see_other("settings:profile")
    return render(request, "settings/profile.html", {"form": form}, status=422 if form.errors else 200)
