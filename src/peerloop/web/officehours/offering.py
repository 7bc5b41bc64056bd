"""Offering a standing hour: what is asked, the dates that come of it, and then it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.officehours.actions import offer_hour
from peerloop.people.access import opens, reader
from peerloop.web.officehours.forms import HourForm
from peerloop.web.series.making import REFUSED, at_first, days_said, previewed, say
from peerloop.web.series.views import tell
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = "officehours/new.html"
LONG, WEEKS = 60, 12
KIND = "office_hours"


@opens("office-hour", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask, show the dates, and save on the second click."""
    member = reader(request)
    if request.method != "POST":
        first = at_first(member) | {"minutes": LONG, "times": WEEKS}
        return render(request, PAGE, {"form": HourForm(initial=first)})
    form = HourForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=REFUSED)
    terms, without = form.terms(member.time_zone), days_said(request.POST.getlist("without"))
    try:
        if "save" in request.POST:
            hour, told = offer_hour(by=member, terms=terms, slot=form.cleaned_data["slot"], without=without)
            messages.success(request, _("Your office hour stands. Colleagues find it and can come."))
            tell(request, told, _("%(date)s is left out: %(why)s"))
            return onward("officehours:hour", hour.pk)
        dates = previewed(terms, KIND, [member], without)
    except ValidationError as refused:
        say(form, refused)
        return render(request, PAGE, {"form": form}, status=REFUSED)
    return render(request, PAGE, {"form": form, **dates})
