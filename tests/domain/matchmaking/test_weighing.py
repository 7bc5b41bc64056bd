"""What each weight and each never does in a run: two teachers who differ in one thing, and in their free hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit.clock import now
from peerloop.matchmaking.actions import accept, ask, end_pairing, not_this, run, save_policy
from peerloop.matchmaking.hours import shared_hours
from peerloop.matchmaking.models import Choice, NotThis, Policy
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.weights import BY_FIELD
from peerloop.people.actions import found_team, update_profile
from peerloop.people.week import QUARTERS_A_DAY, pack
from peerloop.skills.actions import endorse, offer, propose_skill, want
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

NOTHING = dict.fromkeys(BY_FIELD, 0)
MANY_HOURS = pack({40 + quarter for quarter in range(36)})
FEW_HOURS = pack({day * QUARTERS_A_DAY + quarter for day in range(5) for quarter in (40, 41, 42)})


@pytest.fixture
def learner(make_member: MakeMember) -> Member:
    return make_member("Learner", team=found_team("Platform"), place="Berlin", capacity=0, hired_on=_years_ago(2))


@pytest.fixture
def teacher(make_member: MakeMember, rust: Skill) -> Callable[..., Member]:
    """Make somebody like the learner in all things but those that are said, who offers Rust."""

    def make(name: str, *, level: int = 4, pace: str = "any", **said: object) -> Member:
        given = {"team": found_team("Platform"), "place": "Porto", "hired_on": _years_ago(2), **said}
        member = make_member(name, **given)
        offer(member, skill=rust, level=level, pace=pace)
        return member

    return make


def _years_ago(years: int):
    return now().date() - timedelta(days=366 * years)


def chosen(steps: dict[str, int], **choices: bool) -> list[str]:
    """Return who is chosen where only these weights count."""
    terms = Terms(steps={**NOTHING, **steps}, choices=choices)
    draft = run(policy=save_policy(terms, name=f"Policy {Policy.objects.count()}", by=None))
    return list(Choice.objects.filter(run=draft).order_by("need").values_list("teacher__name", flat=True))


def met(learner: Member, teacher: Member) -> None:
    """Let the two have learned together."""
    git = propose_skill("Git", by=teacher)
    offer(teacher, skill=git, level=5)
    need = want(learner, skill=git, level=1)
    [hours] = shared_hours(learner, [teacher], after=now() + timedelta(days=1))
    end_pairing(accept(ask(need, teacher=teacher, starts_at=hours[0], by=learner), by=teacher), by=learner, kind="done")
    need.delete()


HAS, HAS_NOT = "Has it", "Has hours"
BY_PROFILE = {
    "other_team": (lambda: {"team": found_team("Design")}, dict),
    "level": (lambda: {"level": 4}, lambda: {"level": 5}),
    "pace": (lambda: {"pace": "at_once"}, lambda: {"pace": "weeks"}),
    "same_place": (lambda: {"place": " BERLIN"}, dict),
    "seniority": (lambda: {"hired_on": _years_ago(10)}, dict),
    "wish": (lambda: {"place": "Berlin"}, dict),
}


@pytest.mark.parametrize("weight", [*BY_PROFILE, "hours", "vouched", "not_met"])
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_a_weight_brings_whoever_has_it(
    weight: str, turned: bool, learner: Member, teacher: Callable[..., Member], rust: Skill, charlie: Member
) -> None:
    """One has it and few hours, the other has all hours; which of them is there first does not matter."""
    has, has_not = (profile() for profile in BY_PROFILE.get(weight, (dict, dict)))
    people = [(HAS, {"week": FEW_HOURS, **has}), (HAS_NOT, has_not)]
    made = {name: teacher(name, **said) for name, said in (people[::-1] if turned else people)}
    need = want(learner, skill=rust, level=3, pace="at_once")
    if weight == "vouched":
        endorse(Offer.objects.get(member=made[HAS]), by=charlie)
    if weight == "not_met":
        met(learner, made[HAS_NOT])
    if weight == "wish":
        not_this(need, teacher=teacher("Refused"), reason=NotThis.Reason.SAME_PLACE, by=learner)
    assert chosen({weight: 4}) == [HAS_NOT if weight == "hours" else HAS]
    assert chosen({"hours": 4}) == [HAS_NOT]


def test_teachers_share_the_work_where_that_weighs_more_than_fit(
    teacher: Callable[..., Member], make_member: MakeMember, rust: Skill
) -> None:
    teacher("All hours", capacity=3)
    teacher("Fewer hours", capacity=3, week=MANY_HOURS)
    for number in range(2):
        want(make_member(f"Learner {number}"), skill=rust, level=3)
    assert chosen({"hours": 1}) == ["All hours", "All hours"]
    assert sorted(chosen({"hours": 1, "share": 4})) == ["All hours", "Fewer hours"]


def test_everyone_first_serves_two_where_the_best_pairs_serve_one(
    teacher: Callable[..., Member], make_member: MakeMember, rust: Skill
) -> None:
    """Only one has a place for Rust; who is of another team fits better, and could learn something else as well."""
    teacher("Rust", capacity=1)
    git = propose_skill("Git", by=None)
    offer(make_member("Git", team=found_team("Platform"), capacity=1), skill=git, level=4)
    same = want(make_member("Same team", team=found_team("Platform")), skill=rust, level=3)
    other = want(make_member("Other team", team=found_team("Design")), skill=rust, level=3)
    want(other.member, skill=git, level=3)
    assert same.pk < other.pk
    assert chosen({"other_team": 4}) == ["Rust", "Git"]
    assert Choice.objects.filter(need=same).exists()
    Choice.objects.all().delete()
    assert chosen({"other_team": 4}, serve_everyone_first=False) == ["Rust", "Git"]
    assert not Choice.objects.filter(need=same).exists()


@pytest.mark.parametrize(
    ("never", "usually"), [("whole_chain", ["Boss"]), ("below_level", []), ("never_met", ["Boss"])]
)
def test_a_never_leaves_out_whom_it_names(
    never: str,
    usually: list[str],
    learner: Member,
    teacher: Callable[..., Member],
    rust: Skill,
    make_member: MakeMember,
) -> None:
    """The one who could help stands two above the learner, knows less than is wanted, or has taught them before."""
    boss = teacher("Boss", level=2 if never == "below_level" else 4)
    if never == "whole_chain":
        update_profile(learner, by=None, manager=make_member("Middle", manager=boss))
    if never == "never_met":
        met(learner, boss)
    want(learner, skill=rust, level=3)
    assert chosen({}) == usually
    assert chosen({}, **{never: True}) == (["Boss"] if not usually else [])
