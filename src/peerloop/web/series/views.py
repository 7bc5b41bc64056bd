"""Series to come, one series with its dates, and joining it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.schedule.ics import calendar
from peerloop.series import actions
from peerloop.series.queries import for_calendar_of, joined_by, listed, series_seen_by
from peerloop.series.recurrence import how_often
from peerloop.series.rules import KINDS, leads
from peerloop.web.series.forms import OmissionForm, kind_name
from peerloop.web.series.shown import shown
from peerloop.web.sessions.answers import as_calendar, onward

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.series.actions import Told
    from peerloop.series.models import Series


@opens("series", "see")
@require_safe
def all_series(request: HttpRequest) -> HttpResponse:
    """What repeats: the reader's own, and what there is to join."""
    member = reader(request)
    joined = joined_by(member)
    rows = [
        {
            "series": series,
            "stretch": stands.stretch,
            "next": stands.next,
            "kind": kind_name(series.kind),
            "how_often": how_often(stands.stretch),
            "leading": leads(series, member),
            "joined": series.pk in joined,
        }
        for series, stands in listed(member, kinds=KINDS)
    ]
    mine = [row for row in rows if row["leading"] or row["joined"]]
    return render(request, "series/all.html", {"mine": mine, "others": [row for row in rows if row not in mine]})


@opens("series", "see")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One series with its dates."""
    return page(request, find(reader(request), pk))


@opens("series", "see")
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader's dates of it as a calendar file."""
    member = reader(request)
    series = find(member, pk)
    return as_calendar(calendar(for_calendar_of(series, member), member), name=f"series-{pk}.ics")


@opens("series", "join")
@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join all dates."""
    series = find(reader(request), pk)
    try:
        told = actions.join_series(series, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("You are in, now and on every date that is added. They are in your calendar."))
        tell(request, told, _("%(date)s is not possible for you: %(why)s"))
    return onward("series:series", pk)


@opens("series", "answer")
@require_POST
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one leads it, too."""
    member = reader(request)
    series = find(member, pk)
    if series.asked_lead_id != member.pk:
        raise Http404
    try:
        if request.POST.get("said") == "yes":
            told = actions.lead_too(series, by=member)
            messages.success(request, _("You lead it from now on. The dates are in your calendar."))
            tell(request, told, _("%(date)s is not possible for you: %(why)s"))
        else:
            actions.decline_lead(series, by=member)
            messages.success(request, _("Answered. They are told kindly."))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    return onward("series:series", pk)


@opens("series", "join")
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Join no more dates, and leave those to come."""
    actions.leave_series(find(reader(request), pk), by=reader(request))
    messages.success(request, _("You take part in none of the coming dates. You can come back at any time."))
    return onward("series:series", pk)


def find(member: Member, pk: int) -> Series:
    """Return the series if the member sees it."""
    return get_object_or_404(series_seen_by(member), pk=pk)


def page(request: HttpRequest, series: Series, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show the series, perhaps with a form that was refused."""
    member = reader(request)
    seen = shown(series, member, joined=series.pk in joined_by(member))
    context = {"shown": seen, "series": series, "kind": kind_name(series.kind), "omission": OmissionForm(), **more}
    return render(request, "series/series.html", context, status=status)


def tell(request: HttpRequest, told: Iterable[Told], words: str) -> None:
    """Tell of each date that could not be as it was meant to be."""
    for one in told:
        messages.warning(request, words % {"date": date_format(one.date, "l j F"), "why": one.why})
