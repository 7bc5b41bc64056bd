"""The office hours that there are, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from peerloop.officehours.queries import (
    dates_of,
    hours_seen_by,
    listed,
    queue_of,
    visits_seen_by,
    waiting_visits,
)
from peerloop.officehours.rules import hosts
from peerloop.people.access import opens, reader
from peerloop.series.recurrence import how_often
from peerloop.web.officehours.forms import VisitForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member


@opens("office-hour", "see")
@require_safe
def all_hours(request: HttpRequest) -> HttpResponse:
    """All of them, the next one first; one's own, and where one waits, above."""
    member = reader(request)
    rows = listed(hours_seen_by(member))
    page = {
        "mine": [row for row in rows if row.host == member],
        "others": [row for row in rows if row.host != member and row.next],
        "waiting": waiting_visits(member),
    }
    return render(request, "officehours/all.html", page)


@opens("office-hour", "see")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with the way into its queue."""
    return page(request, find(reader(request), pk))


def find(member: Member, pk: int) -> OfficeHour:
    """Return the office hour if the member sees it."""
    return get_object_or_404(hours_seen_by(member), pk=pk)


def page(request: HttpRequest, hour: OfficeHour, form: VisitForm | None = None, *, status: int = 200) -> HttpResponse:
    """Show the office hour, perhaps with a form that was refused."""
    member = reader(request)
    [row] = listed([hour])
    dates = dates_of(hour)
    context: dict[str, Any] = {
        "row": row,
        "hour": hour,
        "how_often": how_often(row.stretch),
        "dates": dates,
        "hosting": hosts(hour, member),
        "visits": list(visits_seen_by(member).filter(hour=hour, ended_at=None).order_by("session__starts_at")),
        "form": form or VisitForm(dates=dates, initial={"minutes": hour.slot}),
    }
    if row.next and not context["hosting"]:
        context["queue"] = queue_of(row.next)
    return render(request, "officehours/hour.html", context, status=status)
