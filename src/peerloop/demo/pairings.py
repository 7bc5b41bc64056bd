"""Some who learn together have goals, points to talk about and a note; the learner has something outside her field."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.matchmaking.actions import add_point, draw_stretch, reach_goal, set_goal, tick_point, write_note
from peerloop.matchmaking.queries import running, season_of
from peerloop.people.models import Member

if TYPE_CHECKING:
    from datetime import datetime

GOALS = ("Do the next one without asking", "Explain it to somebody else", "Know when not to use it")
POINTS = ("What I got stuck on", "The example from the wiki", "What to read next", "Where people go wrong first")
NOTES = (
    "Start from the question, not from the tool.\n\nTry it on something small before the next time.",
    "Ask for the example first; the rule is easier after that.",
)


def live_together(today: datetime) -> None:
    """The cast's running pairings have been lived in for some days."""
    for number, (name, _team) in enumerate(CAST.values()):
        member = Member.objects.get(email=address(name))
        for at, pairing in enumerate(running(member)[:2], start=number):
            with clock.at(max(pairing.opened_at, today - timedelta(days=4))):
                if pairing.goals.exists():
                    continue
                goal = set_goal(pairing, text=GOALS[at % len(GOALS)], by=member)
                set_goal(
                    pairing,
                    text=GOALS[(at + 1) % len(GOALS)],
                    day=(today + timedelta(days=30)).date(),
                    by=pairing.teacher,
                )
                points = [add_point(pairing, text=POINTS[(at + one) % len(POINTS)], by=member) for one in range(3)]
                tick_point(points[0], by=pairing.teacher)
                write_note(pairing, text=NOTES[at % len(NOTES)], by=pairing.teacher)
                if at % 2:
                    reach_goal(goal, by=member)
    with clock.at(today):
        draw_stretch(Member.objects.get(email=address(CAST["learner"][0])), season=season_of(today.date())[0])
