"""Bo starts a circle on the page, Alice joins it, tries something and leaves a word; what is typed wrong is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import time_machine
from django.utils.html import strip_tags
from tests.domain.circles.conftest import passes

from peerloop.circles.actions import (
    close_circle,
    invite_to_circle,
    join_circle,
    plan_meeting,
    publish_report,
    say_word,
    set_goal,
    set_task,
    start_circle,
)
from peerloop.circles.models import Asking, Circle, Invitation, Word
from peerloop.circles.queries import facilitators_of, meetings_of, members_of
from peerloop.people.actions import update_profile
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
THURSDAY = {"local_date": "2026-11-26", "local_time": "10:00", "minutes": "60", "times": "1", "weeks": "1"}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def circle(bo: Member) -> Circle:
    passes(bo)
    skill = propose_skill("Rust", by=bo)
    return start_circle(by=bo, title="Rust on Thursdays", goal="Ship something small.", skill=skill)


@pytest.fixture
def hidden(bo: Member) -> Circle:
    passes(bo)
    return start_circle(by=bo, title="Quiet reorganisers", goal="Speak freely.", openness="hidden")


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_from_a_name_to_a_report(alice: Member, bo: Member, client_of: ClientOf) -> None:
    passes(bo)
    leader, learner = client_of(bo), client_of(alice)
    words = {"title": "Rust", "goal": "Ship it.", "openness": "open", "most": "4", "format": "", "uid": str(uuid4())}
    started = leader.post("/circles/new", words, follow=True)
    assert "Started. Invite somebody, or set a first goal." in started.text
    assert leader.post("/circles/new", words).status_code == 303
    circle = Circle.objects.get()
    here = f"/circles/{circle.pk}"
    assert "4 places are free" in said(learner.get(here).text)
    assert "You are in. Say hello in the thread" in said(learner.post(f"{here}/membership", follow=True).text)
    planned = leader.post(f"{here}/meetings", THURSDAY | {"uid": str(uuid4())}, follow=True)
    assert "One meeting is planned." in said(planned.text)
    leader.post(f"{here}/tasks", {"text": "Read a chapter", "uid": str(uuid4())})
    task = circle.tasks.get()
    tried = learner.post(f"/circles/tasks/{task.pk}", {"text": "I did"}, follow=True)
    assert "you tried it" in said(tried.text)
    learner.post(f"{here}/goals", {"text": "A tool", "uid": str(uuid4())})
    goal = circle.goals.get()
    assert "40%" in said(learner.post(f"/circles/goals/{goal.pk}", {"share": "40", "text": ""}, follow=True).text)
    closed = leader.post(f"{here}/closing", {"text": "We shipped."}, follow=True)
    assert "Closed. Everybody in it is asked for a word." in said(closed.text)
    kept = learner.post(f"{here}/word", {"text": "I ship now.", "consent": "named"}, follow=True)
    assert "Thank you. You can change it or take it back here." in said(kept.text)
    leader.post(f"{here}/report/publication")
    report = said(learner.get(f"{here}/report").text)
    assert "We shipped." in report
    assert "I ship now. Alice" in report


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This field is required."),
        ("most", "1", "greater than or equal to 2"),
        ("skill", "Blorb", "We do not know “Blorb” yet."),
        ("title", "!!", "Please give the circle a name."),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field_and_all_is_kept(
    field: str, value: str, words: str, alice: Member, client_of: ClientOf
) -> None:
    typed = {"title": "Rust", "goal": "Ship it by spring.", "openness": "hidden", "most": "4", "uid": str(uuid4())}
    page = client_of(alice).post("/circles/new", typed | {field: value})
    assert page.status_code == 422
    assert words in said(page.text)
    assert "Ship it by spring." in page.text
    assert Circle.objects.count() == 0


def test_a_hidden_circle_and_all_that_is_in_it_is_not_there_for_others(
    hidden: Circle,
    alice: Member,
    bo: Member,
    charlie: Member,
    organiser: Member,
    moderator: Member,
    client_of: ClientOf,
) -> None:
    invite_to_circle(hidden, [alice], by=bo)
    Invitation.objects.update(answer="no")
    goal, task = set_goal(hidden, by=bo, text="A goal"), set_task(hidden, by=bo, text="A task")
    addresses = (
        f"/circles/{hidden.pk}", f"/circles/{hidden.pk}/people", f"/circles/{hidden.pk}/report",
        f"/circles/goals/{goal.pk}", f"/circles/tasks/{task.pk}", f"/circles/doors/{hidden.door}",
        f"/threads/{hidden.thread_id}",
    )  # fmt: skip
    for stranger in (alice, charlie, organiser, moderator):
        browser = client_of(stranger)
        assert [browser.get(address).status_code for address in addresses] == [404] * len(addresses)
        for address in ("/circles?which=open", "/circles", "/find?q=quiet+reorganisers", "/"):
            assert "Quiet reorganisers" not in browser.get(address).text
    assert "Quiet reorganisers" in client_of(bo).get("/circles").text


def test_who_is_given_the_address_of_a_private_one_asks_and_is_let_in(
    bo: Member, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    passes(bo)
    made = start_circle(by=bo, title="Second careers", goal="Find out.", openness="private")
    learner, leader = client_of(alice), client_of(bo)
    assert f"/circles/doors/{made.door}" in leader.get(f"/circles/{made.pk}/people").text
    door = learner.get(f"/circles/doors/{made.door}")
    assert "Find out." in said(door.text)
    asked = learner.post(f"/circles/doors/{made.door}", {"text": "Please"}, follow=True)
    assert "You have asked to be let in" in said(asked.text)
    asking = Asking.objects.get()
    assert "Please" in said(leader.get("/circles").text)
    assert client_of(charlie).post(f"/circles/askings/{asking.pk}/answer", {"answer": "yes"}).status_code == 404
    let_in = leader.post(f"/circles/askings/{asking.pk}/answer", {"answer": "yes"}, follow=True)
    assert "Alice is in." in said(let_in.text)
    assert learner.get(f"/circles/doors/{made.door}").url == f"/circles/{made.pk}"


def test_who_takes_their_asking_back_is_told_from_when_on_they_can_ask_again(
    bo: Member, alice: Member, client_of: ClientOf
) -> None:
    passes(bo)
    made = start_circle(by=bo, title="Second careers", goal="Find out.", openness="private")
    learner, door = client_of(alice), f"/circles/doors/{made.door}"
    asked = learner.post(door, {"text": "Please"}, follow=True)
    assert "You can take it back; you can ask again a week after that." in said(asked.text)
    back = learner.post(f"/circles/askings/{Asking.objects.get().pk}/removal", follow=True)
    refused = learner.post(door, {"text": "Please"})
    for page in (back, refused):
        assert "You can ask again from then on: Mon 30 Nov 08:00" in said(page.text)
    assert (refused.status_code, Asking.objects.count()) == (422, 0)


def test_a_manager_is_refused_as_facilitator_with_the_reason(
    circle: Circle, alice: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    passes(dana)
    join_circle(circle, by=alice)
    page = client_of(bo).post(f"/circles/{circle.pk}/facilitators", {"colleague": "Dana"})
    assert page.status_code == 422
    assert "Dana stands above Alice in the reporting line." in said(page.text)
    assert 'value="Dana"' in page.text
    assert [member.name for member in facilitators_of(circle)] == ["Bo"]


def test_whoever_looks_after_it_invites_names_takes_out_and_the_others_do_not(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    passes(charlie)
    join_circle(circle, by=alice)
    leader, member, here = client_of(bo), client_of(alice), f"/circles/{circle.pk}"
    posts = (
        (f"{here}/invitations", {"colleague": "Charlie"}), (f"{here}/facilitators", {"member": str(alice.pk)}),
        (f"{here}/members/{bo.pk}/removal", {}), (f"{here}/closing", {}), (f"{here}/tasks", {"text": "x"}),
        (f"{here}/meetings", THURSDAY), (f"{here}/change", {}),
    )  # fmt: skip
    assert [member.post(address, words).status_code for address, words in posts] == [404] * len(posts)
    assert "Charlie is invited." in said(leader.post(f"{here}/invitations", {"colleague": "Charlie"}, follow=True).text)
    client_of(charlie).post(f"{here}/invitation", {"answer": "yes"})
    asked = leader.post(f"{here}/facilitators", {"member": str(charlie.pk)}, follow=True)
    assert "Charlie is asked, and facilitates once they have said yes." in said(asked.text)
    assert "Asked, and not answered yet: Charlie." in said(asked.text)
    assert [each.name for each in facilitators_of(circle)] == ["Bo"]
    assert "You are asked to facilitate “Rust on Thursdays”." in said(client_of(charlie).get("/").text)
    assert "Bo asks you." in said(client_of(charlie).get(here).text)
    done = client_of(charlie).post(f"{here}/invitation", {"answer": "yes"}, follow=True)
    assert "You facilitate this circle now. Say hello, and plan the next meeting." in said(done.text)
    assert [each.name for each in facilitators_of(circle)] == ["Bo", "Charlie"]
    leader.post(f"{here}/members/{alice.pk}/removal")
    leader.post(f"{here}/facilitating/removal")
    assert [each.name for each in facilitators_of(circle)] == ["Charlie"]
    assert [each.name for each in members_of(circle)] == ["Bo", "Charlie"]
    nobody = client_of(charlie).post(f"{here}/invitations", {"colleague": "Nobody Here"})
    assert (nobody.status_code, "Nobody Here" in nobody.text) == (422, True)


def test_whose_weekly_hours_are_full_is_named_to_who_plans_and_asked_with_a_tick(
    circle: Circle, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    update_profile(alice, by=alice, weekly_hours=Decimal("0.5"))
    join_circle(circle, by=alice)
    leader, here = client_of(bo), f"/circles/{circle.pk}/meetings"
    page = leader.post(here, THURSDAY | {"uid": str(uuid4())}, follow=True)
    assert "Not asked, because their hours for learning are full in one of these weeks: Alice." in said(page.text)
    page = leader.post(here, THURSDAY | {"local_date": "2026-12-03", "uid": str(uuid4()), "anyway": "on"}, follow=True)
    assert "Not asked" not in page.text
    assert [one.participations.count() for one in meetings_of(circle)] == [1, 2]


def test_a_meeting_that_cannot_be_says_why_and_keeps_what_was_typed(
    circle: Circle, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    leader, here = client_of(bo), f"/circles/{circle.pk}/meetings"
    alone = leader.post(here, THURSDAY | {"place": "Room 4", "uid": str(uuid4())})
    assert (alone.status_code, "You are alone in this circle." in said(alone.text)) == (422, True)
    join_circle(circle, by=alice)
    past = leader.post(here, THURSDAY | {"local_date": "2026-11-20", "place": "Room 4", "uid": str(uuid4())})
    assert "This day is over." in said(past.text)
    assert 'value="Room 4"' in past.text
    assert meetings_of(circle) == []


def test_the_report_is_for_others_once_it_is_published_and_only_with_the_words_given_for_it(
    circle: Circle, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    join_circle(circle, by=alice)
    close_circle(circle, by=bo, text="We shipped.")
    say_word(circle, by=alice, text="Between us", consent="circle")
    outside, here = client_of(charlie), f"/circles/{circle.pk}/report"
    assert outside.get(here).status_code == 404
    publish_report(circle, by=bo)
    assert "We shipped." in said(outside.get(here).text)
    assert "Between us" not in outside.get(here).text
    assert outside.get(f"/circles/{circle.pk}").status_code == 404
    assert outside.post(f"/circles/{circle.pk}/word", {"text": "x", "consent": "named"}).status_code == 404
    wrong = client_of(alice).post(f"/circles/{circle.pk}/word", {"text": "", "consent": "named"})
    assert (wrong.status_code, Word.objects.get().text) == (422, "Between us")
    client_of(alice).post(f"/circles/{circle.pk}/word/removal")
    assert not Word.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_cost_the_same_however_much_is_in_them(
    count: int,
    circle: Circle,
    alice: Member,
    bo: Member,
    make_member: MakeMember,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Circle.objects.filter(pk=circle.pk).update(most=30)
    for number in range(min(count, 28)):
        join_circle(circle, by=make_member(f"Member {number}"))
    join_circle(circle, by=alice)
    for number in range(count):
        set_task(circle, by=bo, text=f"Task {number}")
        start_circle(by=make_member(f"Starter {number}"), title=f"Circle {number}", goal="Learn it.")
    plan_meeting(
        circle, by=bo, local_date=datetime(2026, 11, 26).date(), local_time=datetime(2026, 11, 26, 10).time(),  # noqa: DTZ001
        minutes=60,
    )  # fmt: skip
    browser = client_of(alice)
    for address, most in (
        (f"/circles/{circle.pk}", 48),
        ("/circles?which=open", 30),
        (f"/circles/{circle.pk}/people", 30),
    ):
        with django_assert_max_num_queries(most):
            page = browser.get(address)
        assert page.status_code == 200
        assert len(page.content) < 60_000
