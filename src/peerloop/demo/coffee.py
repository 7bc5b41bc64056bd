"""Some of the company have joined the coffee rounds: five behind them, one that waits for its answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.coffee.actions import hold_round, join, say_met, say_yes
from peerloop.coffee.models import Round
from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.schedule.actions import record_ended_sessions

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

ROUNDS = 5
SHARE = 0.35
WEEKS = 2


def drink_coffee(chance: Random, today: datetime) -> None:
    """A third of the company meets every second week; today the learner has somebody to answer."""
    cast = {address(name) for name, _team in CAST.values()}
    members = list(Member.objects.present().order_by("pk"))
    joined = [member for member in members if member.email in cast or chance.random() < SHARE]
    for ago in range(ROUNDS, -1, -1):
        at = today - timedelta(weeks=WEEKS * ago)
        with clock.at(at):
            if ago == ROUNDS:
                for member in joined:
                    join(member, every=WEEKS)
            held = hold_round(Round.objects.create())
        if ago:
            _meet(chance, held, at)


def _meet(chance: Random, held: Round, at: datetime) -> None:
    """Most say yes, and most of those meet."""
    for introduction in held.introductions.select_related("session"):
        company = [one.member for one in introduction.introduced.select_related("member")]
        with clock.at(at + timedelta(hours=5)):
            willing = [member for member in company if chance.random() < 0.9]
            for member in willing:
                say_yes(introduction, by=member)
        if len(willing) == len(company):
            with clock.at(introduction.session.ends_at + timedelta(hours=1)):
                record_ended_sessions()
                came_about = chance.random() < 0.75
                for member in company:
                    say_met(introduction, by=member, met=came_about)
