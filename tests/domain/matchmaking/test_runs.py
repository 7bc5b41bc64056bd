from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry, Job
from peerloop.matchmaking import progress
from peerloop.matchmaking.actions import accept, ask, ask_for_run, decline, publish, refresh_suggestions, run
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.models import Run, Shortfall, Suggestion
from peerloop.matchmaking.queries import runs_seen_by, shortfall_of, suggestions_for
from peerloop.matchmaking.words import reason_words, shortage
from peerloop.people.actions import add_absence, avoid, block, depart, update_profile
from peerloop.skills.actions import endorse, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def published() -> Run:
    """Match everybody and publish it."""
    return publish(run(), by=None)


def test_a_run_chooses_for_everybody_and_says_so(need: Need, alice: Member, bo: Member) -> None:
    finished = published()
    figures = finished.figures
    assert figures["seconds"] >= 0
    assert figures["score"] == figures["bound"] == figures["unruled"] > 0
    assert [figures[name] for name in ("needs", "learners", "servable", "served", "met")] == [1] * 5
    [chosen] = suggestions_for(need)
    assert (chosen.teacher, chosen.rank, chosen.run, chosen.starts_at) == (bo, 0, finished, TUESDAY_9)
    assert reason_words(chosen.reasons)[0] == "A level above where you want to be"
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == ["run.finished", "run.published"]


def test_the_run_s_choice_stands_first_and_stays_there(
    need: Need, rust: Skill, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    published()
    peers = [make_member(f"Peer {number}") for number in range(3)]
    for name in ("Ed", "Flo"):
        offered = offer(make_member(name), skill=rust, level=4)
        for peer in peers:
            endorse(offered, by=peer)
    refresh_suggestions(need)
    found = suggestions_for(need)
    assert (found[0].teacher, found[0].rank) == (bo, 0)
    assert {one.teacher.name for one in found[1:]} == {"Ed", "Flo"}


def test_everybody_who_can_be_served_is_served_first(rust: Skill, make_member: MakeMember, charlie: Member) -> None:
    """Ed is everybody's best; Flo alone can help Jo, who is left to her, while others get what remains."""
    go = propose_skill("Go", by=charlie)
    ed, flo = make_member("Ed", capacity=1), make_member("Flo", capacity=1)
    offer(ed, skill=rust, level=4)
    offer(flo, skill=rust, level=4)
    offer(flo, skill=go, level=4)
    first = want(make_member("Ida"), skill=rust, level=3)
    second = want(make_member("Jo"), skill=go, level=3)
    finished = published()
    assert (finished.figures["served"], finished.figures["servable"]) == (2, 2)
    assert Suggestion.objects.get(need=first, rank=0).teacher == ed
    assert Suggestion.objects.get(need=second, rank=0).teacher == flo


def test_who_gets_nobody_hears_why_and_what_would_help(rust: Skill, teaches: Member, make_member: MakeMember) -> None:
    update_profile(teaches, by=teaches, capacity=1)
    needs = [want(make_member(f"Learner {number}"), skill=rust, level=3) for number in range(2)]
    Suggestion.objects.all().delete()
    published()
    [unmet] = Shortfall.objects.all()
    assert unmet.need in needs
    assert unmet.code == "promised"
    told = shortage(unmet, skill="Rust", zone="UTC")
    assert told.why == "Those who could help with Rust were chosen for others in the last matching."
    assert told.help == "One more place with one of them would be yours. Look again, and you see who has one by now."


def test_no_private_need_no_need_underway_and_none_that_is_met(
    rust: Skill, teaches: Member, alice: Member, make_member: MakeMember
) -> None:
    update_profile(teaches, by=teaches, capacity=9)
    want(alice, skill=rust, level=3, visibility="private")
    underway = want(make_member("Ed"), skill=rust, level=3)
    ask(underway, teacher=teaches, starts_at=TUESDAY_9, by=underway.member)
    met = want(make_member("Flo"), skill=rust, level=3)
    later = TUESDAY_9 + timedelta(hours=2)
    accept(ask(met, teacher=teaches, starts_at=later, by=met.member), by=teaches)
    assert run().figures["needs"] == 0
    assert shortfall_of(underway) is None


@pytest.mark.parametrize("how", ["avoid", "block", "manager", "declined", "departed", "away", "full"])
def test_what_never_happens_does_not_happen_in_a_run(how: str, need: Need, alice: Member, bo: Member) -> None:
    match how:
        case "avoid":
            avoid(bo, alice)
        case "block":
            block(bo, alice)
        case "manager":
            update_profile(alice, by=None, manager=bo)
        case "declined":
            decline(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)
        case "departed":
            depart(bo, by=None)
        case "away":
            add_absence(bo, starts_on=TUESDAY_9.date(), ends_on=TUESDAY_9.date() + timedelta(days=30))
        case "full":
            update_profile(bo, by=bo, capacity=0)
    assert published().figures["served"] == 0
    assert suggestions_for(need) == []
    code = shortfall_of(need).code
    assert code == {"manager": "only_own_line", "departed": "nobody_has_it", "away": "no_common_hour"}.get(
        how, "taken_or_away"
    )


def test_a_second_run_replaces_the_first(need: Need, bo: Member) -> None:
    published()
    again = published()
    assert [one.run for one in Suggestion.objects.all()] == [again]
    update_profile(bo, by=bo, capacity=0)
    published()
    assert Suggestion.objects.filter(rank=0).count() == 0


def test_one_teacher_s_learners_get_different_hours(rust: Skill, teaches: Member, make_member: MakeMember) -> None:
    update_profile(teaches, by=teaches, capacity=5)
    for number in range(5):
        want(make_member(f"Learner {number}"), skill=rust, level=3)
    published()
    hours = list(Suggestion.objects.filter(rank=0).values_list("starts_at", flat=True))
    assert sorted(hours) == [TUESDAY_9 + timedelta(minutes=30) * step for step in range(5)]


def test_only_an_organiser_asks_for_a_run(alice: Member, organiser: Member, administrator: Member) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_run(by=alice)
    with pytest.raises(PermissionDenied):
        run(by=alice)
    asked = ask_for_run(by=organiser)
    assert ask_for_run(by=administrator) == asked
    assert Job.objects.filter(kind="matchmaking.run").count() == 1
    assert list(runs_seen_by(organiser)) == [asked]
    assert list(runs_seen_by(alice)) == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_run_and_says_how_far_it_is(need: Need, organiser: Member) -> None:
    asked = ask_for_run(by=organiser)
    assert progress.of(asked) == progress.Progress("wait", 0)
    steps: list[tuple[str, int]] = []
    run(asked=asked, progress=lambda step, percent: steps.append((step, percent)))
    assert steps[0][0] == "gather"
    assert steps[-1] == ("done", 100)
    assert [percent for _step, percent in steps] == sorted(percent for _step, percent in steps)
    work_off()
    asked.refresh_from_db()
    assert progress.of(asked) == progress.Progress("done", 100)
    assert Run.objects.count() == 1
    assert Entry.objects.filter(verb="run.finished").count() == 1


def test_assembling_costs_the_same_for_one_and_for_thirty(rust: Skill, alice: Member, make_member: MakeMember) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assemble(after=AFTER)
        return len(queries)

    offer(make_member("Ed"), skill=rust, level=4)
    want(alice, skill=rust, level=3)
    few = cost()
    for number in range(30):
        offer(make_member(f"Teacher {number}"), skill=rust, level=4)
        want(make_member(f"Learner {number}"), skill=rust, level=3)
    assert cost() == few <= 18


def test_the_arrays_say_what_the_rows_say(
    rust: Skill, need: Need, alice: Member, bo: Member, dana: Member, charlie: Member
) -> None:
    """Everybody by id; Alice reports to Dana, avoids Charlie, wants Rust at 3; Bo offers it at 4, vouched for once."""
    avoid(alice, charlie)
    endorse(offer(bo, skill=rust, level=4), by=charlie)
    update_profile(alice, by=alice, languages=["de", "en"])
    update_profile(bo, by=bo, languages=["en"])
    everybody = assemble(after=AFTER)
    row = {member.pk: place for place, member in enumerate(everybody.people)}
    members = everybody.members
    assert [member.pk for member in everybody.people] == sorted(row)
    assert members.manager[row[alice.pk]] == row[dana.pk]
    assert members.avoid.tolist() == [[row[alice.pk], row[charlie.pk]]]
    assert members.languages[row[alice.pk]] & members.languages[row[bo.pk]]
    assert members.languages[row[dana.pk]] == np.uint64(2**64 - 1)
    assert (members.needs.skill.tolist(), members.needs.level.tolist()) == ([rust.pk], [3])
    assert (members.offers.level.tolist(), members.offers.vouched.tolist()) == ([4], [1])
    assert everybody.needs.tolist() == [need.pk]
    assert members.capacity.tolist() == [2] * len(row)
    assert everybody.week.moment(32) == AFTER + timedelta(days=6)
    assert everybody.week.moment(128) == AFTER
