"""What a run would change is told in counts of five and more, and by name only where a need is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.matchmaking.actions import ask, publish, run, what_would_change
from peerloop.matchmaking.models import Suggestion
from peerloop.matchmaking.telling import Share, in_fives, per_cent, share, told
from peerloop.people.actions import block, update_profile
from peerloop.people.models import Team
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from datetime import datetime

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


@pytest.fixture
def seven(rust: Skill, teaches: Member, make_member: MakeMember) -> list[Need]:
    """Seven learners want Rust, of whom Bo can take all; two say so to everybody."""
    update_profile(teaches, by=teaches, capacity=7)
    visibility = ["public", "public", *["matching"] * 5]
    return [
        want(make_member(f"Learner {n}"), skill=rust, level=3, visibility=seen) for n, seen in enumerate(visibility)
    ]


def counts(change) -> tuple[int | None, ...]:
    return change.gained, change.other, change.lost, change.same


def test_the_first_run_gives_everybody_somebody(seven: list[Need], organiser: Member) -> None:
    change = what_would_change(run(), None)
    assert counts(change) == (5, 0, 0, 0)
    assert [(one.learner.name, one.skill, one.change) for one in change.names_for(organiser)] == [
        ("Learner 0", "Rust", "gained"),
        ("Learner 1", "Rust", "gained"),
    ]
    assert (change.before.served, change.after.served) == (0, 5)


def test_nothing_changes_where_nothing_is_otherwise(seven: list[Need]) -> None:
    publish(run(), by=None)
    change = what_would_change(run(), None)
    assert (counts(change), change.nothing, change.public) == ((0, 0, 0, 5), True, ())


def test_few_are_neither_counted_nor_named(seven: list[Need], teaches: Member, organiser: Member) -> None:
    publish(run(), by=None)
    update_profile(teaches, by=teaches, capacity=4)
    change = what_would_change(run(), None)
    assert (change.lost, change.same) == (None, None)
    assert change.names_for(organiser) == []


def test_two_drafts_beside_each_other(seven: list[Need], rust: Skill, teaches: Member, make_member: MakeMember) -> None:
    with_bo = run()
    update_profile(teaches, by=teaches, capacity=0)
    with_nobody = run()
    offer(make_member("Ed", capacity=9), skill=rust, level=4)
    with_ed = run()
    assert counts(what_would_change(with_nobody, with_bo)) == (0, 0, 5, 0)
    assert counts(what_would_change(with_ed, with_nobody)) == (5, 0, 0, 0)
    assert counts(what_would_change(with_ed, with_bo)) == (0, 5, 0, 0)
    assert what_would_change(with_ed, with_bo).after.most is None, "one teacher is not counted"


def test_no_own_reports_and_nobody_who_is_blocked_by_name(
    seven: list[Need], organiser: Member, administrator: Member
) -> None:
    update_profile(seven[0].member, by=None, manager=organiser)
    block(seven[1].member, organiser)
    change = what_would_change(run(), None)
    assert change.names_for(organiser) == []
    assert len(change.names_for(administrator)) == 2


def test_who_has_asked_since_is_neither_won_nor_lost(seven: list[Need], teaches: Member) -> None:
    publish(run(), by=None)
    suggestion = Suggestion.objects.get(need=seven[0])
    ask(seven[0], teacher=teaches, starts_at=suggestion.starts_at, by=seven[0].member)
    assert counts(what_would_change(run(), None)) == (0, 0, 0, 5)


def test_what_was_stated_since_the_last_close_is_told_of_nobody(
    seven: list[Need], rust: Skill, make_member: MakeMember, monday: datetime
) -> None:
    first = run()
    with clock.at(monday.replace(hour=12)):
        for number in range(5):
            want(make_member(f"Newcomer {number}"), skill=rust, level=3)
        again = run()
    assert (first.figures["needs"], again.figures["needs"]) == (7, 12)
    assert told(first) is not None
    assert (told(again).needs, told(again).learners) == (told(first).needs, told(first).learners) == (5, 5)
    assert counts(what_would_change(again, first))[0] in {0, None}


def test_figures_of_a_run(seven: list[Need], rust: Skill, teaches: Member, make_member: MakeMember) -> None:
    """Bo of Sales takes four of his own seven colleagues, Ed of Support three; five want what nobody offers."""
    sales, support = (Team.objects.create(name=name, key=name.lower()) for name in ("Sales", "Support"))
    for need in seven:
        update_profile(need.member, by=None, team=sales)
    update_profile(teaches, by=None, team=sales, capacity=4)
    offer(make_member("Ed", team=support, capacity=3), skill=rust, level=4)
    for number in range(5):
        want(make_member(f"Hopeful {number}"), skill=rust, level=5)
    figures = run().figures
    counted = figures["counted"]
    assert {name: counted[name] for name in ("needs", "learners", "met", "served", "teachers")} == {
        "needs": 12,
        "learners": 12,
        "met": 7,
        "served": 7,
        "teachers": 2,
    }
    assert (counted["across"], counted["within"], counted["new"]) == (3, 4, 7)
    assert counted["load"] == {"3": 1, "4": 1}
    assert counted["further"] == [{"skill": rust.pk, "learners": 5, "places": 4}]
    assert figures["unruled_served"] <= figures["served"]


@pytest.mark.parametrize(("count", "said"), [(0, 0), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (43, 40)])
def test_counts_are_told_in_fives(count: int, said: int | None) -> None:
    assert in_fives(count) == said


def test_a_share_tells_no_more_than_the_counts() -> None:
    assert share(9, 31) == share(5, 30) == Share(14)
    assert share(4, 30) == Share(None, "of")
    assert share(30, 4) == Share(None, "rest")
    assert share(3, 4) == Share(None, "both")
    assert share(0, 0) == Share(None)
    assert (share(0, 30), share(30, 0)) == (Share(0), Share(100))


def test_not_better_by_more_than_is_rounded_up() -> None:
    assert (per_cent(0, 10), per_cent(1, 1000), per_cent(11, 10_000), per_cent(1, 0)) == (0.0, 0.1, 0.2, 0.0)
