"""An organiser brings made-up people in beside one colleague, and reads what counts of five then say of her."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.intake.actions import apply_import
from peerloop.kit import clock
from peerloop.matchmaking.actions import run, save_policy, what_would_change
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.telling import told
from peerloop.people.actions import found_team
from peerloop.people.models import Team
from peerloop.skills.actions import close_week, offer, propose_skill, want
from peerloop.skills.queries import by_team, supply_and_demand

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db
WANTING = 4
"""One more is five, and five are told of."""


@pytest.mark.parametrize("somebody_helps", [False, True])
def test_a_run_says_the_same_whether_she_wants_it_or_not(
    somebody_helps: bool, alice: Member, bo: Member, organiser: Member, make_member: MakeMember
) -> None:
    illness, team = propose_skill("Living with an illness", by=None), "With Alice"
    for number in range(6):
        make_member(f"Colleague {number}")
    want(bo, skill=propose_skill("SQL", by=None))  # from now on the counts of needs stand for a week
    if somebody_helps:
        offer(make_member("Doctor", capacity=9), skill=illness, level=5)
    rows = [f"{alice.email},Alice,{team},\n", *(f"m{n}@example.org,M {n},{team},\n" for n in range(4))]
    rows += [f"w{n}@example.org,W {n},{team},Living with an illness:3\n" for n in range(WANTING)]
    apply_import(f"email,name,team,needs\n{''.join(rows)}".encode(), "people.csv", by=organiser)
    policy = save_policy(Terms(teams=(Team.objects.get(name=team).pk,)), name="Theirs", by=organiser)

    def read(weeks: int) -> list[object]:
        with clock.at(clock.now() + timedelta(weeks=weeks)):
            drafts = [run(by=organiser, policy=policy), run(by=organiser)]
            said = [(told(draft).needs, told(draft).learners, told(draft).served, told(draft).load) for draft in drafts]
            changes = [what_would_change(draft, None) for draft in drafts]
            further = [draft.figures["counted"]["further"] for draft in drafts]
            return [said, [(one.gained, one.same, one.before, one.after) for one in changes], further]

    without = read(1)
    want(alice, skill=illness, visibility="matching")
    assert read(2) == without


@pytest.mark.parametrize("wanting", [4, 7, 12])
def test_supply_and_demand_say_the_same_whether_she_wants_it_or_not(
    wanting: int, alice: Member, bo: Member, organiser: Member, make_member: MakeMember
) -> None:
    illness, team = propose_skill("Living with an illness", by=None), "With Alice"
    for number in range(6):
        make_member(f"Colleague {number}", team=found_team(f"Other {number}"))
    want(bo, skill=propose_skill("SQL", by=None))
    rows = [f"{alice.email},Alice,{team},\n", *(f"m{n}@example.org,M {n},{team},\n" for n in range(12))]
    rows += [f"w{n}@example.org,W {n},{team},Living with an illness:3\n" for n in range(wanting)]
    rows += [f"f{n}@example.org,F {n},Elsewhere {n % 2},Filling\n" for n in range(60)]
    apply_import(f"email,name,team,needs\n{''.join(rows)}".encode(), "people.csv", by=organiser)

    def read(weeks: int) -> list[object]:
        with clock.at(clock.now() + timedelta(weeks=weeks)):
            close_week()
            return [supply_and_demand(), by_team(illness.pk)]

    without = read(1)
    want(alice, skill=illness, visibility="matching")
    assert read(2) == without
