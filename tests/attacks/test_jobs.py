"""Somebody asks for a job, and by the time the worker comes to it they may no longer, or the ground has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.intake.actions import apply_import, ask_undo
from peerloop.intake.actions.skill_lists import ask_skill_list, ask_undo_skill_list, take_skill_list
from peerloop.intake.models import SkillListUndoing, Undoing
from peerloop.journal.leases import failed_jobs
from peerloop.matchmaking.actions import ask_for_run, save_policy
from peerloop.matchmaking.models import Choice, Miss
from peerloop.matchmaking.policies import Terms
from peerloop.people.actions import found_team, revoke_role
from peerloop.people.models import Member
from peerloop.skills.actions import propose_skill, want
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

pytestmark = pytest.mark.django_db
NEWCOMER = b"email,name\nnew@example.org,Noor Newcomer\n"


@pytest.mark.parametrize("erased", [False, True])
def test_who_may_no_longer_takes_no_import_back_and_bars_nobody_else(
    erased: bool, organiser: Member, administrator: Member, work: Callable[[], int]
) -> None:
    done = apply_import(NEWCOMER, "people.csv", by=None)
    ask_undo(done, by=organiser)
    revoke_role(organiser, "organiser", by=administrator)
    if erased:
        Undoing.objects.update(by=None)
    work()
    assert Member.objects.filter(email="new@example.org").exists()
    assert list(Undoing.objects.all()) == []
    ask_undo(done, by=administrator)
    work()
    assert not Member.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("erased", [False, True])
def test_who_may_no_longer_takes_no_list_of_skills_back_and_bars_nobody_else(
    erased: bool, organiser: Member, administrator: Member, work: Callable[[], int]
) -> None:
    given = take_skill_list(
        [("skills.csv", b"id,label,aliases,parent_codes\nK1,Falconry,,\nK2,Heraldry,,\n")], by=organiser
    )
    ask_skill_list(given, by=organiser, everything=True)
    work()
    ask_undo_skill_list(given, by=organiser)
    revoke_role(organiser, "organiser", by=administrator)
    if erased:
        SkillListUndoing.objects.update(by=None)
    work()
    assert Skill.objects.filter(name="Falconry").exists()
    assert list(SkillListUndoing.objects.all()) == []
    ask_undo_skill_list(given, by=administrator)
    work()
    assert not Skill.objects.filter(name="Falconry").exists()


def test_no_run_is_for_whoever_may_no_longer_ask_for_one(
    alice: Member, organiser: Member, administrator: Member, work: Callable[[], int]
) -> None:
    want(alice, skill=propose_skill("Falconry", by=None))
    asked = ask_for_run(by=organiser)
    revoke_role(organiser, "organiser", by=administrator)
    work()
    asked.refresh_from_db()
    assert (asked.figures, Choice.objects.count() + Miss.objects.count()) == ({}, 0)
    assert not failed_jobs().exists()


def test_no_run_is_about_a_few_because_a_team_was_emptied_while_it_waited(
    make_member: MakeMember, alice: Member, organiser: Member, work: Callable[[], int]
) -> None:
    """A wide team is asked for; before the worker comes to it a file has moved all but one out of it."""
    falconers, others = found_team("Falconers", by=None), found_team("Others", by=None)
    crew = [make_member(f"Member {number}", team=falconers) for number in range(8)]
    for number in range(8):
        make_member(f"Other {number}", team=others)
    Member.objects.filter(pk=alice.pk).update(team=falconers)
    want(alice, skill=propose_skill("Falconry", by=None))
    policy = save_policy(Terms(teams=(falconers.pk,)), name="Falconers", by=organiser)
    asked = ask_for_run(by=organiser, policy=policy)
    rows = "".join(f"{one.email},{one.name},Others\n" for one in crew)
    apply_import(f"email,name,team\n{rows}".encode(), "people.csv", by=organiser)
    work()
    asked.refresh_from_db()
    assert (asked.figures, Choice.objects.count() + Miss.objects.count()) == ({}, 0)
