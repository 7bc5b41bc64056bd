"""Setting up a series: what is asked, the dates that come of it, and then it is saved."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.series.actions import start_series
from peerloop.series.queries import foreseen
from peerloop.series.recurrence import how_often, left_out
from peerloop.series.rules import checked
from peerloop.web.series.forms import SeriesForm
from peerloop.web.series.views import tell
from peerloop.web.sessions.answers import onward

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.series.rules import Terms

REFUSED = 422
NOON = time(12, 0)


@opens("series", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask, show the dates, and save on the second click."""
    member = reader(request)
    if request.method != "POST":
        return render(request, "series/new.html", {"form": SeriesForm(reader=member, initial=at_first(member))})
    form = SeriesForm(request.POST, reader=member)
    if not form.is_valid():
        return render(request, "series/new.html", {"form": form}, status=REFUSED)
    without = days_said(request.POST.getlist("without"))
    co_lead = form.cleaned_data["co_lead"]
    terms = form.terms(member.time_zone)
    try:
        if "save" in request.POST:
            made = start_series(
                by=member, kind=form.cleaned_data["kind"], terms=terms, co_lead=co_lead, without=without
            )
            messages.success(request, _("It is set up. Colleagues find it and can join."))
            if co_lead:
                asked = _("%(name)s is asked to lead it with you, and does once they say yes.")
                messages.info(request, asked % {"name": co_lead.name})
            tell(request, made.told, _("%(date)s is left out: %(why)s"))
            return onward("series:series", made.series.pk)
        told = previewed(terms, form.cleaned_data["kind"], [member, co_lead] if co_lead else [member], without)
    except ValidationError as refused:
        say(form, refused)
        return render(request, "series/new.html", {"form": form}, status=REFUSED)
    return render(request, "series/new.html", {"form": form, **told})


def previewed(terms: Terms, kind: str, leaders: list[Member], without: list[date]) -> dict[str, Any]:
    """Return the dates that these terms have, for the page; raises ``ValidationError`` by field."""
    today = now().astimezone(ZoneInfo(terms.zone)).date()
    said = checked(terms, today=today, kind=kind)
    dates = foreseen(said, leaders)
    return {
        "dates": dates,
        "how_often": how_often(said),
        "left_out": left_out(said),
        "without": without,
        "clashes": sum(bool(one.clash) for one in dates),
    }


def at_first(member: Member) -> dict[str, Any]:
    """Return what a new form begins with: in a week, at noon by the member's clock."""
    day = now().astimezone(ZoneInfo(member.time_zone)).date() + timedelta(days=7)
    return {"starts_on": day, "local_time": NOON, "minutes": 45, "times": 6}


def days_said(texts: list[str]) -> list[date]:
    """Return the days that are named; what names none is passed over."""
    days = []
    for text in texts:
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            continue
    return days


def say(form: forms.Form, refused: ValidationError) -> None:
    """Say by the field what the rules refused; what has no field here stands above all."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
