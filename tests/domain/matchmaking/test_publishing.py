"""A draft is nobody's business; published it stands, within the hour it can be taken back, and only then mail goes."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import (
    ask,
    ask_for_run,
    discard,
    forget_drafts,
    not_this,
    publish,
    run,
    stop,
    withdraw_run,
)
from peerloop.matchmaking.models import Choice, Miss, Policy, Publication, Request, Run, Shortfall, Stop, Suggestion
from peerloop.matchmaking.queries import suggestions_for
from peerloop.matchmaking.queries.runs import runs_in_full, standing_run
from peerloop.matchmaking.states import RunOver, State, state
from peerloop.people.actions import avoid, block, depart, update_profile
from peerloop.skills.actions import drop_need, endorse, offer, propose_skill, want, withdraw_offer
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

HOUR = timedelta(hours=1)


def chosen(need: Need) -> list[str]:
    """Whom runs have chosen for the need."""
    return [one.teacher.name for one in Suggestion.objects.filter(need=need).exclude(run=None)]


def state_of(this: Run) -> State:
    return state(runs_in_full(Run.objects.all()).get(pk=this.pk))


def test_of_a_draft_nobody_sees_anything(need: Need, alice: Member, bo: Member) -> None:
    before = list(Suggestion.objects.values())
    draft = run()
    assert state_of(draft) is State.DRAFT
    assert [(one.need, one.teacher) for one in draft.choices.all()] == [(need, bo)]
    assert list(Suggestion.objects.values()) == before
    assert standing_run() is None


def test_published_it_stands_first(need: Need, organiser: Member) -> None:
    draft = publish(run(), by=organiser)
    assert (state_of(draft), standing_run(), chosen(need)) == (State.PUBLISHED, draft, ["Bo"])
    assert publish(draft, by=organiser).publication.at == draft.publication.at, "a second click changes nothing"
    assert Publication.objects.count() == 1


SINCE: dict[str, Callable[[Need, Member, Member], object]] = {
    "asked": lambda need, alice, bo: ask(need, teacher=bo, starts_at=suggestions_for(need)[0].starts_at, by=alice),
    "dropped": lambda need, alice, _bo: drop_need(need, by=alice),
    "private": lambda need, alice, _bo: want(alice, skill=need.skill, level=3, visibility="private"),
    "departed": lambda _need, _alice, bo: depart(bo, by=None),
    "left": lambda _need, alice, _bo: depart(alice, by=None),
    "avoided": lambda _need, alice, bo: avoid(bo, alice),
    "blocked": lambda _need, alice, bo: block(alice, bo),
    "withdrawn": lambda _need, _alice, bo: withdraw_offer(Offer.objects.get(member=bo), by=bo),
    "refused": lambda need, alice, bo: not_this(need, teacher=bo, reason="not_said", by=alice),
    "manager": lambda _need, alice, bo: update_profile(alice, by=None, manager=bo),
}


@pytest.mark.parametrize("how", SINCE)
def test_only_what_still_holds_is_published(how: str, need: Need, alice: Member, bo: Member) -> None:
    draft = run()
    SINCE[how](need, alice, bo)
    publish(draft, by=None)
    assert not Suggestion.objects.exclude(run=None).exists()


def test_what_was_found_since_stays_where_the_draft_found_nobody(
    need: Need, rust: Skill, bo: Member, make_member: MakeMember, monday: datetime
) -> None:
    withdraw_offer(Offer.objects.get(member=bo), by=bo)
    draft = run()
    with clock.at(monday + HOUR):
        offer(make_member("Ed"), skill=rust, level=4)
        want(need.member, skill=rust, level=3)
        publish(draft, by=None)
        assert [one.teacher.name for one in suggestions_for(need)] == ["Ed"]


def test_within_the_hour_it_is_taken_back_as_a_whole(
    need: Need, rust: Skill, organiser: Member, teaches: Member, make_member: MakeMember, monday: datetime
) -> None:
    first = publish(run(), by=organiser)
    update_profile(teaches, by=teaches, capacity=0)
    offer(make_member("Ed"), skill=rust, level=4)
    second = publish(run(), by=organiser)
    assert chosen(need) == ["Ed"]
    update_profile(teaches, by=teaches, capacity=2)
    with clock.at(monday + HOUR - timedelta(seconds=1)):
        withdraw_run(second, by=organiser)
        withdraw_run(second, by=organiser)
    assert (state_of(second), standing_run(), chosen(need)) == (State.WITHDRAWN, first, ["Bo"])
    with pytest.raises(RunOver, match="was published and withdrawn"):
        publish(second, by=organiser)


def test_who_has_asked_meanwhile_keeps_that_request(
    need: Need, rust: Skill, organiser: Member, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    update_profile(bo, by=bo, capacity=2)
    other = want(make_member("Ida"), skill=rust, level=3)
    published = publish(run(), by=organiser)
    starts_at = Suggestion.objects.get(need=need, run=published).starts_at
    asked = ask(need, teacher=bo, starts_at=starts_at, by=alice)
    withdraw_run(published, by=organiser)
    assert Request.objects.get(outcome=None) == asked
    assert [(one.teacher, one.run) for one in Suggestion.objects.filter(need=need)] == [(bo, None)]
    assert chosen(other) == []


def test_whoever_is_left_with_nothing_is_looked_after(
    need: Need, organiser: Member, bo: Member, work: Callable[[], int]
) -> None:
    """The run had taken the place of what the first look had found; withdrawn, the house looks once more."""
    published = publish(run(), by=organiser)
    withdraw_run(published, by=organiser)
    assert not Suggestion.objects.filter(need=need).exists()
    work()
    assert [one.teacher for one in suggestions_for(need)] == [bo]


def test_shortfalls_of_a_withdrawn_run_go_with_it(need: Need, organiser: Member, bo: Member, alice: Member) -> None:
    nobody = want(alice, skill=propose_skill("Go", by=bo), level=3)
    Shortfall.objects.all().delete()
    published = publish(run(), by=organiser)
    assert Shortfall.objects.get().need == nobody
    withdraw_run(published, by=organiser)
    assert not Shortfall.objects.exists()


def test_after_the_hour_and_after_another_one_it_is_too_late(need: Need, organiser: Member, monday: datetime) -> None:
    first = publish(run(), by=organiser)
    with clock.at(monday + HOUR), pytest.raises(RunOver, match="within one hour"):
        withdraw_run(first, by=organiser)
    publish(run(), by=organiser)
    with pytest.raises(RunOver, match="Another run has been published since"):
        withdraw_run(first, by=organiser)
    assert chosen(need) == ["Bo"]


def test_mail_goes_out_after_the_hour_and_never_about_what_was_withdrawn(
    need: Need, organiser: Member, alice: Member, monday: datetime, post, work: Callable[[], int]
) -> None:
    with clock.at(monday.replace(hour=10)):
        withdrawn = publish(run(), by=organiser)
        work()
    with clock.at(monday.replace(hour=10, minute=50)):
        withdraw_run(withdrawn, by=organiser)
        work()
    with clock.at(monday.replace(hour=11, minute=5)):
        work()
        assert post.to(alice) == []
        publish(run(), by=organiser)
        work()
        assert post.to(alice) == []
    with clock.at(monday.replace(hour=12, minute=5)):
        work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["Somebody to learn from"]


def test_what_stands_again_is_told_though_its_hour_passed_meanwhile(
    need: Need, organiser: Member, alice: Member, monday: datetime, post, work: Callable[[], int]
) -> None:
    with clock.at(monday.replace(hour=10)):
        publish(run(), by=organiser)
    with clock.at(monday.replace(hour=10, minute=30)):
        second = publish(run(), by=organiser)
    with clock.at(monday.replace(hour=11, minute=10)):
        work()
        assert post.to(alice) == []
        withdraw_run(second, by=organiser)
        work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["Somebody to learn from"]


def test_all_that_stood_before_stands_again_where_runs_were_for_some_alone(
    need: Need, rust: Skill, organiser: Member, teaches: Member, make_member: MakeMember
) -> None:
    """One run for everybody, one for Lisbon; a third for everybody is withdrawn, and both stand again."""
    lisbon = want(make_member("Ida", place="Lisbon"), skill=rust, level=3)
    ed = make_member("Ed", capacity=1)
    first = publish(run(), by=organiser)
    offer(ed, skill=rust, level=4)
    update_profile(teaches, by=teaches, capacity=0)
    second = publish(run(policy=Policy.objects.create(name="Lisbon", places=["Lisbon"])), by=organiser)
    update_profile(teaches, by=teaches, capacity=2)
    stood = dict(Suggestion.objects.exclude(run=None).values_list("need", "run"))
    assert stood == {need.pk: first.pk, lisbon.pk: second.pk}
    withdraw_run(publish(run(), by=organiser), by=organiser)
    assert dict(Suggestion.objects.exclude(run=None).values_list("need", "run")) == stood


def test_a_draft_is_thrown_away(need: Need, organiser: Member) -> None:
    draft = run()
    discard(draft, by=organiser)
    discard(draft, by=organiser)
    assert state_of(draft) is State.DISCARDED
    assert (Choice.objects.count(), Miss.objects.count()) == (0, 0)
    with pytest.raises(RunOver, match="thrown away"):
        publish(draft, by=organiser)
    published = publish(run(), by=organiser)
    with pytest.raises(RunOver, match="published already"):
        discard(published, by=organiser)


def test_a_run_hears_that_it_is_stopped_and_keeps_nothing(need: Need, organiser: Member) -> None:
    asked = ask_for_run(by=organiser)
    steps = []

    def tell(step: str, percent: int) -> None:
        steps.append(step)
        if step == "match":
            stop(asked, by=organiser)

    run(asked=asked, progress=tell)
    assert steps[-1] == "match"
    assert (state_of(asked), asked.figures) == (State.STOPPED, {})
    assert (Choice.objects.count(), Miss.objects.count()) == (0, 0)
    assert progress.of(asked) == progress.Progress("done", 100)
    assert ask_for_run(by=organiser) != asked


def test_stopped_before_it_began_it_never_begins(need: Need, organiser: Member) -> None:
    asked = ask_for_run(by=organiser)
    stop(asked, by=organiser)
    stop(asked, by=organiser)
    work_off()
    assert (state_of(asked), Stop.objects.count()) == (State.STOPPED, 1)
    assert not Entry.objects.filter(verb="run.finished").exists()


def test_stopped_when_it_had_just_finished_it_is_thrown_away(need: Need, organiser: Member) -> None:
    draft = run(asked=ask_for_run(by=organiser))
    stop(draft, by=organiser)
    assert state_of(draft) is State.DISCARDED
    published = publish(run(), by=organiser)
    with pytest.raises(RunOver, match="published already"):
        stop(published, by=organiser)


class WorkerDied(BaseException):
    """Nothing of ours catches this, as nothing catches a kill."""


@pytest.mark.parametrize("at", ["gather", "match", "write"])
def test_a_run_whose_worker_died_is_taken_up_again(at: str, need: Need, organiser: Member) -> None:
    asked = ask_for_run(by=organiser)

    def die(step: str, percent: int) -> None:
        if step == at:
            raise WorkerDied

    with pytest.raises(WorkerDied):
        run(asked=asked, progress=die)
    assert (state_of(asked), Choice.objects.count()) == (State.UNDER_WAY, 0)
    work_off()
    assert (state_of(asked), Choice.objects.count()) == (State.DRAFT, 1)


def test_a_run_that_never_ended_is_said_to_have(need: Need, organiser: Member, monday: datetime) -> None:
    asked = ask_for_run(by=organiser)
    with clock.at(monday + timedelta(minutes=31)):
        assert state_of(asked) is State.LOST
        again = ask_for_run(by=organiser)
        assert again != asked
        work_off()
    assert not asked.choices.exists()
    assert again.choices.exists()


def test_only_organisers_publish_withdraw_and_stop(need: Need, alice: Member, organiser: Member) -> None:
    draft = run()
    for verb in (publish, discard, stop, withdraw_run):
        with pytest.raises(PermissionDenied):
            verb(draft, by=alice)


def test_old_drafts_are_forgotten_and_what_stands_is_kept(need: Need, organiser: Member, monday: datetime) -> None:
    earlier, standing, draft = publish(run(), by=organiser), publish(run(), by=organiser), run()
    with clock.at(monday + timedelta(days=29)):
        forget_drafts()
        assert Choice.objects.count() == 3
    with clock.at(monday + timedelta(days=31)):
        forget_drafts()
    assert [one.run for one in Choice.objects.all()] == [standing]
    assert (state_of(earlier), state_of(draft)) == (State.PUBLISHED, State.DISCARDED)


def test_a_run_around_what_stands_changes_as_little_as_can_be(
    need: Need, rust: Skill, teaches: Member, make_member: MakeMember
) -> None:
    """Flo would be a better choice for everybody, yet nobody is moved but the one whose teacher is full now."""
    update_profile(teaches, by=teaches, capacity=3)
    needs = [need, *(want(make_member(f"Learner {n}"), skill=rust, level=3) for n in range(2))]
    standing = publish(run(), by=None)
    assert [chosen(one) for one in needs] == [["Bo"]] * 3
    offered = offer(make_member("Flo", capacity=9), skill=rust, level=4)
    for number in range(3):
        endorse(offered, by=make_member(f"Peer {number}"))
    update_profile(teaches, by=teaches, capacity=2)
    again = run(around=standing)
    assert {name: again.figures[name] for name in ("stood", "kept", "ended", "met")} == {
        "stood": 3,
        "kept": 2,
        "ended": 0,
        "met": 3,
    }
    afresh = run()
    assert sum(one.teacher == teaches for one in afresh.choices.all()) == 0


def test_what_was_refused_since_does_not_stand_on(need: Need, alice: Member, bo: Member) -> None:
    standing = publish(run(), by=None)
    not_this(need, teacher=bo, reason="not_said", by=alice)
    again = run(around=standing)
    assert (again.figures["kept"], again.figures["met"]) == (0, 0)


def test_runs_of_before_there_were_drafts_stand_as_published(need: Need, bo: Member) -> None:
    old = publish(run(), by=None)
    Publication.objects.all().delete()
    Choice.objects.all().delete()
    import_module("peerloop.matchmaking.migrations.0004_published").publish(apps, None)
    assert standing_run() == old
    assert [(one.run, one.need, one.teacher) for one in Choice.objects.all()] == [(old, need, bo)]
    assert Publication.objects.get().at == old.finished_at
