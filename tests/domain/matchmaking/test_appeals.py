"""So many more teachers would serve so many learners; whoever is near enough is asked, gently, and nobody hears who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.loops.models import Loop, Reflection
from peerloop.matchmaking.actions import NoAppeal, publish, run, send_appeal
from peerloop.matchmaking.models import Appeal, Run
from peerloop.matchmaking.queries.appeals import RESTS, calls_of, might_help
from peerloop.notices.kinds import KINDS
from peerloop.people.actions import depart, update_profile
from peerloop.skills.actions import add_broader, offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@pytest.fixture
def short(rust: Skill, organiser: Member, make_member: MakeMember) -> Run:
    """Seven want Rust at level 3, and nobody has it."""
    for number in range(7):
        want(make_member(f"Learner {number}"), skill=rust, level=3)
    return run()


@pytest.fixture
def gail(rust: Skill, make_member: MakeMember) -> Member:
    """Knows some Rust, says a file that she has not confirmed."""
    gail = make_member("Gail")
    offer(gail, skill=rust, level=3, confirmed=False)
    return gail


def test_how_many_more_teachers_would_serve_how_many(short: Run, rust: Skill) -> None:
    [call] = calls_of(short)
    assert (call.skill, call.teachers, call.learners, call.sent, call.came) == (rust, 3, 5, None, 0)


def test_fewer_than_five_are_not_told_of(rust: Skill, make_member: MakeMember) -> None:
    for number in range(4):
        want(make_member(f"Learner {number}"), skill=rust, level=3)
    assert calls_of(run()) == []


def test_those_near_enough_are_asked_and_nobody_else(short: Run, rust: Skill, make_member: MakeMember) -> None:
    systems, embedded = (propose_skill(name, by=None) for name in ("Systems programming", "Embedded Rust"))
    add_broader(rust, systems, by=None)
    add_broader(embedded, rust, by=None)
    near = {name: make_member(name) for name in ("Waits", "Below", "Broader", "Narrower", "Learned")}
    far = {name: make_member(name) for name in ("Helps", "Full", "Left", "Unconfirmed", "Halfway", "Nobody")}
    offer(near["Waits"], skill=rust, level=4, confirmed=False)
    offer(near["Below"], skill=rust, level=2)
    offer(near["Broader"], skill=systems, level=4)
    offer(near["Narrower"], skill=embedded, level=4)
    offer(far["Helps"], skill=rust, level=3)
    offer(far["Helps"], skill=systems, level=3)
    offer(far["Full"], skill=rust, level=2)
    update_profile(far["Full"], by=far["Full"], capacity=0)
    offer(far["Left"], skill=rust, level=2)
    depart(far["Left"], by=None)
    offer(far["Unconfirmed"], skill=systems, level=4, confirmed=False)
    for name in ("Learned", "Halfway"):
        loop = Loop.objects.create(learner={**near, **far}[name], skill=rust)
        if name == "Learned":
            Reflection.objects.create(loop=loop, text="Much")
    assert {member.name for member in might_help(rust, short)} == set(near)


def test_an_appeal_goes_by_mail_and_leads_to_the_offer(
    short: Run, rust: Skill, organiser: Member, gail: Member, monday: datetime, post, work: Callable[[], int]
) -> None:
    with clock.at(monday.replace(hour=12)):
        send_appeal(short, rust, text="The ledger moves in spring.", by=organiser)
        work()
        [letter] = post.to(gail)
        body = letter.get_body(("plain",)).get_content()
        assert letter["Subject"] == "Could you help with Rust?"
        assert "At least 5 colleagues want to learn Rust" in body
        assert "Olga, who organises the learning here, writes:" in body
        assert "> The ledger moves in spring." in body
        assert f"/offers?skill={rust.pk}" in body
        assert "You get this because" in body
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert [one for one in post.letters if "Could you" in one["Subject"]] == [letter]


def test_whoever_offers_it_meanwhile_is_not_asked_any_more(
    short: Run, rust: Skill, organiser: Member, gail: Member
) -> None:
    send_appeal(short, rust, text="", by=organiser)
    entry = Entry.objects.get(verb="appeal.sent")
    assert KINDS["appeal_sent"].compose(gail, entry) is not None
    offer(gail, skill=rust, level=3)
    assert KINDS["appeal_sent"].compose(gail, entry) is None
    assert KINDS["appeal_sent"].nudge


def test_once_a_fortnight_and_what_came_of_it(
    short: Run, rust: Skill, organiser: Member, gail: Member, make_member: MakeMember, monday: datetime
) -> None:
    appeal = send_appeal(short, rust, text="", by=organiser)
    assert (appeal.teachers, appeal.learners) == (3, 5)
    with pytest.raises(NoAppeal, match="within the last two weeks"):
        send_appeal(short, rust, text="", by=organiser)
    assert (calls_of(short)[0].sent, calls_of(short)[0].came) == (appeal, 0)
    offer(gail, skill=rust, level=3)
    assert calls_of(short)[0].came is None
    for number in range(4):
        offer(make_member(f"Teacher {number}"), skill=rust, level=3)
    assert calls_of(short)[0].came == 5
    offer(make_member("Hal"), skill=rust, level=3, confirmed=False)
    with clock.at(monday + RESTS):
        assert send_appeal(short, rust, text="", by=organiser) != appeal


def test_where_nobody_is_near_or_the_run_says_nothing_of_it(short: Run, rust: Skill, organiser: Member) -> None:
    with pytest.raises(NoAppeal, match="Nobody here is near enough"):
        send_appeal(short, rust, text="", by=organiser)
    with pytest.raises(NoAppeal, match="does not say"):
        send_appeal(short, propose_skill("Go", by=organiser), text="", by=organiser)
    assert not Appeal.objects.exists()


def test_only_an_organiser_appeals(short: Run, rust: Skill, gail: Member, alice: Member) -> None:
    with pytest.raises(PermissionDenied):
        send_appeal(short, rust, text="", by=alice)


def test_once_there_are_enough_nobody_is_called_for(short: Run, rust: Skill, make_member: MakeMember) -> None:
    offer(make_member("Ed", capacity=7), skill=rust, level=4)
    again = publish(run(), by=None)
    assert calls_of(again) == []


def test_calls_cost_the_same_for_one_and_for_eight(rust: Skill, organiser: Member) -> None:
    def cost(number: int) -> int:
        skills = [propose_skill(f"Skill {number}-{one}", by=organiser) for one in range(number)]
        further = [{"skill": skill.pk, "learners": 9, "places": 2} for skill in skills]
        made = Run.objects.create(finished_at=now(), figures={"counted": {"further": further}})
        with CaptureQueriesContext(connection) as queries:
            assert len(calls_of(made)) == number
        return len(queries)

    assert cost(1) == cost(8) <= 3
