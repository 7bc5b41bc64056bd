"""Alice takes the course; Bo plans a practice lesson, hears what two peers saw, and his offer shows "vetted"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import time_machine
from django.utils.html import strip_tags

from peerloop.people.actions import update_profile
from peerloop.schedule.actions import join_session
from peerloop.schedule.models import Session
from peerloop.skills.actions import offer, propose_skill
from peerloop.vetting.course import PAGES, QUESTIONS
from peerloop.vetting.models import Remark, TeachBack
from peerloop.vetting.queries import may_facilitate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf, MakeMember
    from tests.post import Post

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
RIGHT = {one.code: str(one.right) for one in QUESTIONS}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rust(bo: Member) -> Offer:
    return offer(bo, skill=propose_skill("Rust", by=bo))


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_the_course_is_read_page_by_page_and_checked_at_the_end(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    address = re.search(r'class="button first" href="([^"]+)"', browser.get("/facilitating").text)[1]  # type: ignore[index]
    read = []
    while not address.endswith("/check"):
        page = browser.get(address).text
        read.append(re.search(r"<h1>(.*?)</h1>", page)[1])  # type: ignore[index]
        address = re.search(r'rel="next" href="([^"]+)"', page)[1]  # type: ignore[index]
    assert read == [str(page.title) for page in PAGES]
    assert browser.get("/facilitating/6").status_code == browser.get("/facilitating/0").status_code == 404
    refused = browser.post(address, RIGHT | {"silent": "0"})
    assert refused.status_code == 422
    assert "One answer is not right yet." in refused.text
    assert "Being called upon before all is what the silent fear." in refused.text
    assert refused.text.count("checked") == len(QUESTIONS), "what was chosen is kept"
    assert may_facilitate(alice) is False
    passed = browser.post(address, RIGHT, follow=True)
    assert "Passed. From now on you may lead circles." in passed.text
    assert "You may lead circles" in browser.get("/facilitating").text
    assert may_facilitate(alice) is True


def test_an_empty_check_asks_by_the_question(alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/facilitating/check", {})
    assert answer.status_code == 422
    assert answer.text.count("Please choose an answer.") == len(QUESTIONS)


def test_a_full_week_is_said_and_asked_into_with_a_tick(
    rust: Offer, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    update_profile(alice, by=alice, weekly_hours=Decimal("0.5"))
    teacher = client_of(bo)
    asked = {"offer": rust.pk, "expert": "Alice", "fresh": "Charlie", "uid": str(uuid4())}
    asked["starts_at"] = (MONDAY + timedelta(days=3)).isoformat()
    refused = teacher.post("/teach-backs/new", asked)
    assert refused.status_code == 422
    assert "The hours for learning in that week are full for: Alice." in said(refused.text)
    assert 'type="checkbox" name="anyway"' in refused.text
    assert not TeachBack.objects.exists()
    teacher.post("/teach-backs/new", asked | {"anyway": "on"})
    assert TeachBack.objects.count() == 1


def test_from_a_plan_to_a_vetted_offer(
    rust: Offer, alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf, post: Post
) -> None:
    teacher = client_of(bo)
    assert f"/teach-backs/new?offer={rust.pk}" in teacher.get("/offers").text
    form = teacher.get(f"/teach-backs/new?offer={rust.pk}").text
    uid = re.search(r'name="uid" value="([^"]+)"', form)[1]  # type: ignore[index]
    asked = {
        "offer": rust.pk, "expert": "Alice", "fresh": "Charlie", "wish": "Do I lose you?", "place": "", "link": "",
        "uid": uid,
    }  # fmt: skip
    hours = teacher.post("/teach-backs/new", asked)
    assert hours.status_code == 200
    assert 'value="Alice"' in hours.text
    starts_at = re.search(r'name="starts_at" value="([^"]+)"', hours.text)[1]  # type: ignore[index]
    planned = teacher.post("/teach-backs/new", asked | {"starts_at": starts_at})
    lesson = TeachBack.objects.get()
    assert planned.headers["Location"] == f"/teach-backs/{lesson.pk}"
    teacher.post("/teach-backs/new", asked | {"starts_at": starts_at})
    assert (TeachBack.objects.count(), Session.objects.count()) == (1, 1)
    here = planned.headers["Location"]
    assert "Alice is asked" in said(teacher.get(here).text)
    for peer in (alice, charlie):
        join_session(lesson.session, by=peer)
    assert "A practice lesson" in client_of(alice).get(f"/sessions/{lesson.session_id}").text
    words = {
        "goal": "3",
        "steps": "2",
        "checks": "3",
        "time": "1",
        "worked": "The picture.",
        "change": "",
        "ready": "yes",
    }
    with time_machine.travel(lesson.session.ends_at, tick=False):
        early = client_of(alice).post(f"{here}/remark", {"goal": "3", "worked": "The picture."})
        assert early.status_code == 422
        assert "The picture." in early.text
        assert not Remark.objects.exists()
        thanks = client_of(alice).post(f"{here}/remark", words, follow=True)
        assert "It carries your name" in thanks.text
        assert client_of(bo).post(f"{here}/remark", words).status_code == 404
        skill = f"/skills/{rust.skill_id}"
        assert "vetted" not in client_of(dana).get(skill).text
        client_of(charlie).post(f"{here}/remark", words)
        page = said(teacher.get(here).text)
        assert "Both say “ready”: your offer is shown as vetted." in page
        assert "Alice ready The goal was clear: clearly It went in small steps: partly" in page
        assert "vetted" in client_of(dana).get(skill).text
        assert "Have it vetted" not in teacher.get("/offers").text
        assert client_of(dana).get(here).status_code == 404


def test_whom_nobody_knows_and_who_leads_the_other_is_said_by_the_field(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf, make_member: MakeMember
) -> None:
    mine = offer(alice, skill=propose_skill("Chess", by=alice))
    asked = {"offer": mine.pk, "expert": "Nobody Such", "fresh": "Bo", "uid": "6f0f1c1e-0000-4000-8000-000000000000"}
    answer = client_of(alice).post("/teach-backs/new", asked)
    assert answer.status_code == 422
    assert "We do not know a colleague of the name “Nobody Such”." in said(answer.text).replace("&#x27;", "'")
    for name in ("Bo Ax", "Bo By"):
        make_member(name)
    answer = client_of(alice).post("/teach-backs/new", asked | {"expert": "Bo Ax", "fresh": "B"})
    assert "Several are called “B”" in said(answer.text)
    starts_at = (MONDAY + timedelta(days=1)).isoformat()
    for when in ({}, {"starts_at": starts_at}):
        answer = client_of(alice).post("/teach-backs/new", asked | {"expert": "Dana", "fresh": "Bo"} | when)
        assert answer.status_code == 422
        assert "Please ask somebody else than Dana" in said(answer.text)
    assert not Session.objects.exists()


def test_where_one_cannot_another_is_asked_on_the_page(
    rust: Offer, alice: Member, bo: Member, charlie: Member, client_of: ClientOf, make_member: MakeMember
) -> None:
    from peerloop.vetting.actions import plan_teach_back

    make_member("Eve")
    day = (MONDAY + timedelta(days=3)).date()
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, local_date=day, local_time=MONDAY.time())
    here = f"/teach-backs/{made.pk}"
    answer = client_of(bo).post(f"{here}/peers", {"peer": "Eve"}, follow=True)
    assert "Eve is asked" in said(answer.text)
    assert client_of(alice).post(f"{here}/peers", {"peer": "Eve"}).status_code == 404
    assert client_of(bo).post(f"{here}/peers", {"peer": "Zoe"}).status_code == 422


def test_the_lists_say_what_to_do_first(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "First say what you can help with" in browser.get("/teach-backs").text
    assert "Nothing to practise" in browser.get("/teach-backs/new").text
    offer(alice, skill=propose_skill("Chess", by=alice))
    assert "You have practised nothing yet" in browser.get("/teach-backs").text
