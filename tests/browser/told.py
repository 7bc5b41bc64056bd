"""What organisers are told at the weekly closes, filled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.kit import clock
from peerloop.people.models import Member, Team
from peerloop.skills.actions import close_week, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.skills.models import Skill


def two_weeks(make_member: MakeMember) -> Skill:
    """Of sixty in two teams more and more want Rust, which nobody offers, and some want Go, which hangs on one."""
    rust, go = (propose_skill(name, by=None) for name in ("Rust", "Go"))
    teams = [Team.objects.create(name=name, key=name.lower()) for name in ("North", "South")]
    people = Member.objects.bulk_create(
        Member(name=f"Person {number}", email=f"p{number}@example.org", team=teams[number % 2]) for number in range(60)
    )
    today = clock.now()
    with clock.at(today - timedelta(weeks=1)):
        offer(make_member("Erin", capacity=12), skill=go, level=4)
        for member in people[:10]:
            want(member, skill=rust, level=3)
            want(member, skill=go, level=3)
        close_week()
    with clock.at(today - timedelta(hours=1)):
        for member in people[10:30]:
            want(member, skill=rust, level=3)
    with clock.at(today):
        close_week()
    return rust


def demand(make_member: MakeMember) -> str:
    two_weeks(make_member)
    return "/organise/demand"


def demand_of(make_member: MakeMember) -> str:
    return f"/organise/demand/{two_weeks(make_member).pk}"
