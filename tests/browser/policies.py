"""What the pages about policies show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.matchmaking.actions import adopt_policy, ask_comparison, run, save_policy, try_policy
from peerloop.matchmaking.policies import Terms
from peerloop.people.actions import found_team, join
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from peerloop.people.models import Member

NEAR = Terms(steps={"same_place": 4, "other_team": 0})


def a_company() -> None:
    """Twelve learners of one team and place; five teachers sit with them, five are elsewhere in another team."""
    near = found_team("Platform", parent=found_team("Engineering"))
    far = found_team("Design")
    rust = propose_skill("Rust", by=None)
    for number in range(5):
        for team, place in ((near, "Berlin"), (far, "Porto")):
            teacher = _join(f"{place} {number}", team=team, place=place, capacity=3)
            offer(teacher, skill=rust, level=4)
    for number in range(12):
        seen = "public" if number < 6 else "matching"
        want(_join(f"Learner {number}", team=near, place="Berlin"), skill=rust, level=3, visibility=seen)


def _join(name: str, **profile: object) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", **profile)


def saved(organiser: Member) -> str:
    a_company()
    adopt_policy(save_policy(NEAR, name="Sit together", by=organiser), by=organiser)
    save_policy(Terms(choices={"never_met": True}), name="New people", by=organiser)
    return "/organise/policies"


def form(organiser: Member) -> str:
    a_company()
    return "/organise/policies/new"


def side_by_side(organiser: Member) -> str:
    a_company()
    asked = ask_comparison(try_policy(NEAR, by=organiser), by=organiser)
    for draft in (asked.one, asked.other):
        run(asked=draft)
    return f"/organise/comparisons/{asked.pk}"


def being_compared(organiser: Member) -> str:
    return f"/organise/comparisons/{ask_comparison(standing=True, one=None, by=organiser).pk}"
