"""Today: what is next, what waits for you, your loops, somebody to meet, whom you could help."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.loops.queries import open_loops
from peerloop.matchmaking.queries import best_suggestion, first_to_answer, stretch_of
from peerloop.people.access import opens, reader
from peerloop.schedule.queries import hours, with_company
from peerloop.skills.queries import newest_in_reach, waiting
from peerloop.web.sessions.shown import shown
from peerloop.web.today.cards import cards
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
    sessions = hours(member, monday, monday + (sunday - monday) * 4)
    loops = open_loops(member)
    coming = (session for session in sessions if session.ends_at > instant and hasattr(session, "confirmation"))
    soonest = next(coming, None)
    asked = first_to_answer(member, at_most=SHOWN)
    known = {(one.learner_id, one.skill_id) for one in asked}  # whom the member answers above is not named again below
    suggestion = best_suggestion(member)
    needs = newest_in_reach(member, at_most=SHOWN * 2)
    return render(
        request,
        "today/today.html",
        {
            "wall": instant.astimezone(ZoneInfo(member.time_zone)),
            "allowance": Allowance.of(member, monday, [one for one in sessions if one.starts_at < sunday]),
            "asked": asked,
            "stretch": None if suggestion else stretch_of(member),
            "next": shown(with_company(soonest), member, instant) if soonest else None,
            "cards": cards(request, member, instant),
            "loops": loops[:SHOWN],
            "more_loops": len(loops) > SHOWN,
            "suggestion": suggestion,
            "unconfirmed": len(waiting(member)),
            "needs": [need for need in needs if (need.member_id, need.skill_id) not in known][:SHOWN],
        },
    )
