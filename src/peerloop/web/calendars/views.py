"""One's other calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.calendars.actions import ask_look, give_calendar, remove_calendar
from peerloop.calendars.queries import calendar_of, hours_known
from peerloop.calendars.rules import shortened
from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.web.calendars.forms import AddressForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("other-calendar", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """How the other calendar stands; a POST gives its address."""
    member = reader(request)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give_calendar(member, address=form.cleaned_data["address"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Kept. It is read within a minute; then its hours are offered to nobody."))
            return _back()
    given = calendar_of(member)
    page = {
        "form": form,
        "given": given,
        "shortened": shortened(given.address) if given else "",
        "stretches": hours_known(member, now()) if given else 0,
    }
    return render(request, "calendars/calendar.html", page, status=422 if form.errors else 200)


@opens("other-calendar", "change")
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Have it read now."""
    given = calendar_of(reader(request))
    if given is not None:  # else it was removed in another window
        ask_look(given)
        messages.success(request, _("It is being read. Look again in a moment."))
    return _back()


@opens("other-calendar", "change")
@require_POST
def removal(request: HttpRequest) -> HttpResponse:
    """Forget it."""
    remove_calendar(reader(request))
    messages.success(request, _("Forgotten: the address, and every hour that was read there."))
    return _back()


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("calendars:calendar"), status=303)
