"""A password for those who like one."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ChangePasswordForm, SetPasswordForm
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from peerloop.people.access import opens, reader
from peerloop.people.actions import set_password
from peerloop.web.settings.leads import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FRESH_SECONDS = 15 * 60


@opens("password", "change")
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose one; the old one is asked for, unless there is none or a code from the mail was just entered."""
    member = reader(request)
    if limited := ratelimit.consume_or_429(request, action="change_password"):
        return limited  # type: ignore[no-any-return]
    kind = ChangePasswordForm if member.has_usable_password() and not _came_by_code(request) else SetPasswordForm
    form = kind(member, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_password(member, form.cleaned_data["password1"])
        update_session_auth_hash(request, member)
        messages.success(request, _("Your new password holds. Everywhere else you are signed out."))
        return see_other("settings:devices")
    return render(request, "settings/password.html", {"form": form}, status=422 if form.errors else 200)


def _came_by_code(request: HttpRequest) -> bool:
    """Whether the member has shown, in this session and just now, that the mail is theirs."""
    records = get_authentication_records(request, reader(request))
    return any(one["method"] == "code" and time() - one["at"] < FRESH_SECONDS for one in records)
