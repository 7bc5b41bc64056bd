"""Today: what is next, what waits for you, your loops, somebody to meet, whom you could help."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerloop.kit.clock import now
from peerloop.kit.prepared import answers
from peerloop.loops.queries import read_in_order, waiting_loops
from peerloop.matchmaking.queries import best_suggestions, first_to_answer, open_stretches, season_of, still_offered
from peerloop.people.access import opens, reader
from peerloop.schedule.queries import granted, hours, with_company
from peerloop.skills.queries import newest_in_reach, waiting
from peerloop.web.sessions.shown import shown
from peerloop.web.today.cards import asked, cards
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
    week = monday.date(), sunday.date() - timedelta(days=1)
    sessions, more, loops, waits, best, stretches, unconfirmed, *rows = answers(
        [
            hours.of(member, monday, monday + (sunday - monday) * 4),
            granted.of((member.pk,), *week),
            waiting_loops.of(member),
            first_to_answer.of(member, instant, at_most=SHOWN),
            best_suggestions.of(member),
            open_stretches.of(member, season_of(instant.date())[0]),
            waiting.of(member),
            *asked(member, instant),
        ]
    )
    loops = read_in_order(loops, member)
    coming = (session for session in sessions if session.ends_at > instant and hasattr(session, "confirmation"))
    soonest = next(coming, None)
    known = {(one.learner_id, one.skill_id) for one in waits}  # whom the member answers above is not named again below
    needs = newest_in_reach(member, at_most=SHOWN * 2)
    return render(
        request,
        "today/today.html",
        {
            "wall": instant.astimezone(ZoneInfo(member.time_zone)),
            "allowance": Allowance.of(member, more, [one for one in sessions if one.starts_at < sunday]),
            "asked": waits,
            "stretch": None if best else still_offered(stretches),
            "next": shown(with_company(soonest), member, instant) if soonest else None,
            "cards": cards(request, member, instant, rows),
            "loops": loops[:SHOWN],
            "more_loops": len(loops) > SHOWN,
            "suggestion": next(iter(best), None),
            "unconfirmed": len(unconfirmed),
            "needs": [need for need in needs if (need.member_id, need.skill_id) not in known][:SHOWN],
        },
    )
