"""The calendar: what comes next, and the week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.people.access import opens, reader
from peerloop.schedule.queries import agenda, coming
from peerloop.web.sessions.days import DAY, by_day, columns, day_said, hours_shown, opening, week

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 40
FOUR_WEEKS = timedelta(weeks=4)


@opens("calendar", "see")
@require_safe
def show_agenda(request: HttpRequest) -> HttpResponse:
    """List the reader's sessions from a day on, by day."""
    member, instant = reader(request), now()
    today = instant.astimezone(ZoneInfo(member.time_zone)).date()
    first = day_said(request.GET.get("from", ""), otherwise=today)
    sessions = coming(member, opening(first, member.time_zone), at_most=AT_ONCE + 1)
    days = by_day(sessions, member, instant)
    later = days.pop().date if len(sessions) > AT_ONCE and len(days) > 1 else None
    context = {"days": days, "first": first, "today": today, "earlier": first - FOUR_WEEKS, "later": later}
    return render(request, "sessions/agenda.html", context)


@opens("calendar", "see")
@require_safe
def show_week(request: HttpRequest) -> HttpResponse:
    """Show the week of a day on a grid."""
    member, instant = reader(request), now()
    today = instant.astimezone(ZoneInfo(member.time_zone)).date()
    day = day_said(request.GET.get("of", ""), otherwise=today)
    monday = day - day.weekday() * DAY
    start, end = (opening(monday + n * DAY, member.time_zone) for n in (0, 7))
    sessions = [session for session in agenda(member, start, end) if session.starts_at >= start]
    days = week(monday, sessions, member, instant)
    hours = hours_shown(days, member)
    context = {
        "columns": columns(days, hours, member),
        "hours": hours,
        "planned": bool(sessions),
        "monday": monday,
        "sunday": monday + 6 * DAY,
        "earlier": monday - 7 * DAY,
        "later": monday + 7 * DAY,
        "today": today,
    }
    return render(request, "sessions/week.html", context)
