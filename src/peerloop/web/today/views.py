"""Today: what is next, what waits for you, your loops, somebody to meet, whom you could help."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.loops.queries import open_loops
from peerloop.matchmaking.queries import best_suggestion, to_answer
from peerloop.people.access import opens, reader
from peerloop.schedule.queries import agenda
from peerloop.skills.queries import needs_in_reach, waiting_offers
from peerloop.web.today.week import Allowance, week_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SHOWN = 3


@opens("today")
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The page on which a member lands."""
    member, instant = reader(request), now()
    monday, sunday = week_of(instant, member.time_zone)
    sessions = agenda(member, monday, monday + (sunday - monday) * 4)
    loops = open_loops(member)
    coming = [session for session in sessions if session.ends_at > instant]
    return render(
        request,
        "today/today.html",
        {
            "wall": instant.astimezone(ZoneInfo(member.time_zone)),
            "allowance": Allowance.of(member, [one for one in sessions if one.starts_at < sunday]),
            "asked": list(to_answer(member)[:SHOWN]),
            "next": next((one for one in coming if hasattr(one, "confirmation")), None),
            "loops": loops[:SHOWN],
            "more_loops": len(loops) > SHOWN,
            "suggestion": best_suggestion(member),
            "unconfirmed": len(waiting_offers(member)),
            "needs": list(needs_in_reach(member)[:SHOWN]),
        },
    )
