"""Beginning by oneself, somebody who saw it, what is taken back, and what is asked afterwards: on the page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.kit.tokens import sign
from peerloop.loops.actions import (
    ask_companion,
    ask_follow_ups,
    begin_loop,
    confirm,
    feel_sure,
    open_loop,
    reflect,
    say_applied,
    say_gain,
)
from peerloop.loops.links import PURPOSE, mail_link
from peerloop.loops.models import Asking, Confidence, FollowUp, Loop, TeachOn
from peerloop.people.actions import block, depart
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import ClientOf
    from peerloop.people.models import Member

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sql(db: None) -> Skill:
    return Skill.objects.create(name="SQL", key="sql")


@pytest.fixture
def tried(sql: Skill, alice: Member, bo: Member) -> Loop:
    loop = open_loop(learner=alice, teacher=bo, skill=sql, by=bo)
    say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 3, 6))
    return say_applied(loop, by=alice, text="It ran twice as fast")


@pytest.fixture
def question(tried: Loop, alice: Member, clock: time_machine.Traveller) -> FollowUp:
    """Thirty days after."""
    reflect(tried, by=alice, text="Measure first")
    clock.move_to(LATER)
    ask_follow_ups()
    return FollowUp.objects.get()


def test_a_loop_is_begun_with_the_one_who_taught(sql: Skill, alice: Member, charlie: Member, client_of) -> None:
    browser, asked = client_of(alice), client_of(charlie)
    page = browser.get(f"/loops/new?skill={sql.pk}&with={charlie.pk}").content.decode()
    assert 'value="Charlie"' in page
    answer = browser.post(f"/loops/new?skill={sql.pk}", {"colleague": "charlie"})
    loop = Loop.objects.get()
    assert answer.headers["Location"] == f"/loops/{loop.pk}"
    asking = Asking.objects.get()
    assert "Did you teach Alice SQL?" in asked.get("/loops").content.decode()
    assert asked.post(f"/askings/{asking.pk}").status_code == 303
    assert "You learn this with Charlie." in browser.get(f"/loops/{loop.pk}").content.decode()


def test_a_name_that_is_nobodys_keeps_what_was_typed(alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/loops/new", {"name": "Knitting", "colleague": "Zaphod"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "We do not know a colleague of the name “Zaphod”." in page
    assert 'value="Knitting"' in page
    assert not Loop.objects.exists()


def test_namesakes_are_told_apart(tried: Loop, alice: Member, make_member, client_of: ClientOf) -> None:
    first = make_member("Kim Lee", place="Oslo", email="kim1@example.org")
    make_member("Kim Lee", place="Accra", email="kim2@example.org")
    browser = client_of(alice)
    answer = browser.post(f"/loops/{tried.pk}/witnesses", {"colleague": "kim lee"})
    assert answer.status_code == 422
    assert "Kim Lee · Oslo" in answer.content.decode()
    browser.post(f"/loops/{tried.pk}/witnesses", {"colleague": "kim lee", "which": str(first.pk)})
    assert Asking.objects.get().member == first


def test_somebody_blocked_cannot_be_named(tried: Loop, alice: Member, charlie: Member, client_of: ClientOf) -> None:
    block(charlie, alice)
    answer = client_of(alice).post(f"/loops/{tried.pk}/witnesses", {"colleague": "Charlie"})
    assert answer.status_code == 422
    assert not Asking.objects.exists()


def test_who_saw_it_reads_what_they_saw_and_says_a_word(
    tried: Loop, alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf
) -> None:
    learner, saw = client_of(alice), client_of(charlie)
    learner.post(f"/loops/{tried.pk}/witnesses", {"colleague": "Charlie"})
    here = f"/askings/{Asking.objects.get().pk}"
    page = saw.get(here).content.decode()
    assert "It ran twice as fast" in page
    assert saw.post(here, {"text": " "}).status_code == 422
    assert saw.post(here, {"text": "canary-word"}).status_code == 303
    assert "canary-word" in learner.get(f"/loops/{tried.pk}").content.decode()
    assert "canary-word" not in client_of(bo).get(f"/loops/{tried.pk}").content.decode()
    for other in (alice, bo, dana):
        assert client_of(other).get(here).status_code == 404
        assert client_of(other).post(here, {"text": "x"}).status_code == 404
    saw.post(f"{here}/words", {"text": "canary-again"})
    assert "changed on 2 March 2026" in learner.get(f"/loops/{tried.pk}").content.decode()


def test_a_no_is_told_and_somebody_else_can_be_asked(
    tried: Loop, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    asking = ask_companion(tried, by=alice, member=charlie, part="saw")
    client_of(charlie).post(f"/askings/{asking.pk}/refusal")
    page = client_of(alice).get(f"/loops/{tried.pk}").content.decode()
    assert "Charlie would rather not say anything about it." in page
    assert client_of(alice).post(f"/askings/{asking.pk}/withdrawal").status_code == 303
    assert Asking.objects.get().answer == "no"


def test_words_are_changed_by_their_writer_and_that_is_shown(
    tried: Loop, alice: Member, bo: Member, clock: time_machine.Traveller, client_of: ClientOf
) -> None:
    browser, here = client_of(alice), f"/loops/{tried.pk}"
    assert "It ran twice as fast" in browser.get(f"{here}/words/application").content.decode()
    answer = browser.post(f"{here}/words/application", {"text": "It ran three times as fast"})
    assert answer.headers["Location"] == here
    page = client_of(bo).get(here).content.decode()
    assert "three times" in page
    assert "changed on 2 March 2026" in page
    assert client_of(bo).get(f"{here}/words/application").status_code == 403
    assert browser.get(f"{here}/feedback/words").status_code == 403
    assert browser.get(f"{here}/words/release").status_code == 404
    clock.shift(timedelta(days=15))
    browser = client_of(alice)
    assert "Change what you tried" not in browser.get(here).content.decode()
    assert browser.get(f"{here}/words/application").headers["Location"] == here


def test_what_is_taken_back(tried: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    learner, teacher, here = client_of(alice), client_of(bo), f"/loops/{tried.pk}"
    teacher.post(f"{here}/receipt")
    assert "Receipt of 2 March 2026" in learner.get(here).content.decode()
    teacher.post(f"{here}/receipt/removal")
    assert "Receipt of" not in learner.get(here).content.decode()
    learner.post(f"{here}/reflection", {"text": "canary-reflection", "sure": "4"})
    learner.post(f"{here}/reopening")
    page = learner.get(here).content.decode()
    assert "canary-reflection</textarea>" in page
    assert "canary-reflection" not in teacher.get(here).content.decode()
    learner.post(f"{here}/release")
    assert "Take it up again" in learner.get(here).content.decode()
    learner.post(f"{here}/reopening")
    assert "Close the circle" in learner.get(here).content.decode()


def test_how_sure_one_was_and_is_is_on_ones_own_page_alone(
    sql: Skill, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    loop = open_loop(learner=alice, teacher=bo, skill=sql, by=bo)
    learner, here = client_of(alice), f"/loops/{loop.pk}"
    learner.post(f"{here}/gain", {"gain": "a", "intention": "b", "by_when": "2026-03-06", "sure": "2"})
    learner.post(f"{here}/application", {"text": "c"})
    learner.post(f"{here}/reflection", {"text": "d", "sure": "4"})
    assert list(Confidence.objects.order_by("when").values_list("when", "sure")) == [("after", 4), ("before", 2)]
    mine, theirs = learner.get(here).content.decode(), client_of(bo).get(here).content.decode()
    for words in ("I can follow somebody who does it", "I manage by myself"):
        assert words in mine
        assert words not in theirs


def test_teach_it_on_leads_to_the_offer_and_a_no_is_kept(
    tried: Loop, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    reflect(tried, by=alice, text="x")
    browser, here = client_of(alice), f"/loops/{tried.pk}"
    assert "Would you help others with SQL?" in browser.get(here).content.decode()
    answer = browser.post(f"{here}/teaching", {"answer": "yes"})
    assert answer.headers["Location"] == f"/offers?skill={tried.skill_id}"
    assert "Save the offer" in browser.get(answer.headers["Location"]).content.decode()
    browser.post(f"{here}/teaching", {"answer": "no"})
    assert TeachOn.objects.get().answer == "no"
    assert "Would you help" not in browser.get(here).content.decode()
    assert client_of(bo).post(f"{here}/teaching", {"answer": "no"}).status_code == 403


def test_did_you_use_it_on_the_page(question: FollowUp, alice: Member, bo: Member, dana: Member, client_of) -> None:
    browser = client_of(alice)
    for page in ("/loops", f"/loops/{question.loop_id}"):
        assert "Did you use it? SQL" in browser.get(page).content.decode()
    for other in (bo, dana):
        assert client_of(other).post(f"/follow-ups/{question.pk}", {"answer": "yes"}).status_code == 404
    assert browser.post(f"/follow-ups/{question.pk}", {"answer": "perhaps"}).status_code == 303
    browser.post(f"/follow-ups/{question.pk}", {"answer": "not_yet"})
    question.refresh_from_db()
    assert question.answer == "not_yet"
    assert "Not yet" not in client_of(bo).get(f"/loops/{question.loop_id}").content.decode()


def test_did_you_use_it_from_the_mail(question: FollowUp, alice: Member, bo: Member, client, client_of) -> None:
    link = re.sub(r"^https?://[^/]+", "", mail_link(question, alice, "yes"))
    for _scanned in range(2):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    question.refresh_from_db()
    assert question.answer == ""
    assert client_of(bo).post(link).status_code == 403
    assert client.post(link).status_code == 200
    assert client.post(link, {"answer": "not_yet"}).status_code == 200
    assert client.post(link, {"answer": "perhaps"}).status_code == 422
    question.refresh_from_db()
    assert question.answer == "not_yet"


def test_a_link_that_opens_nothing(question: FollowUp, alice: Member, client, clock: time_machine.Traveller) -> None:
    forged = f"/follow-ups/link/{sign(PURPOSE, follow_up=question.pk, member=alice.pk + 1, answer='yes')}"
    other = f"/follow-ups/link/{sign('request.answer', follow_up=question.pk, member=alice.pk, answer='yes')}"
    link = f"/follow-ups/link/{sign(PURPOSE, follow_up=question.pk, member=alice.pk, answer='yes')}"
    for address in (forged, other, "/follow-ups/link/nonsense"):
        assert client.post(address).status_code == 404
    depart(alice, by=None)
    assert client.post(link).status_code == 404
    question.refresh_from_db()
    assert question.answer == ""


def test_one_way_to_go_on_and_little_to_load(question: FollowUp, alice: Member, bo: Member, client_of) -> None:
    confirm(question.loop, by=bo)
    feel_sure(question.loop, by=alice, when=Confidence.When.AFTER, sure=3)
    begin_loop(by=alice, skill=question.loop.skill)
    for address in ("/loops", f"/loops/{question.loop_id}", "/loops/new"):
        page = client_of(alice).get(address).content.decode()
        assert page.count('class="button first') == 1, address
        assert len(page) < 60_000
