"""The loop's page: the owner may, the other may what is theirs, the stranger is told that there is nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.loops.actions import ask_gain, give_feedback, open_loop, reflect, say_applied, say_gain
from peerloop.loops.models import Application, Feedback, Loop, Receipt, Reflection, Release
from peerloop.people.actions import block
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from conftest import ClientOf
    from peerloop.people.models import Member

STEPS = ("gain", "intention", "application", "feedback", "receipt", "reflection", "release")
GAIN = {"gain": "How a join works", "intention": "The billing report", "by_when": "2026-03-06"}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 8, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def loop(alice: Member, bo: Member) -> Loop:
    sql = Skill.objects.create(name="SQL", key="sql")
    return ask_gain(open_loop(learner=alice, teacher=bo, skill=sql, by=bo))


@pytest.fixture
def applied(loop: Loop, alice: Member) -> Loop:
    say_gain(loop, by=alice, gain="canary-gain", intention="canary-intention", by_when=date(2026, 3, 6))
    return say_applied(loop, by=alice, text="canary-application")


def plain(answer: HttpResponse) -> str:
    """The page without its tokens and its own address."""
    return re.sub(r"[A-Za-z0-9]{64}|/loops/[0-9]+", "", answer.content.decode())


def test_full_circle_on_the_page(loop: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    learner, teacher = client_of(alice), client_of(bo)
    here = f"/loops/{loop.pk}"
    for browser, step, said in (
        (learner, "gain", GAIN),
        (learner, "intention", {"by_when": "2026-03-09"}),
        (learner, "application", {"text": "It ran twice as fast"}),
        (teacher, "feedback", {"text": "Look at the index too"}),
        (teacher, "receipt", {}),
        (learner, "reflection", {"text": "Measure first"}),
    ):
        answer = browser.post(f"{here}/{step}", said)
        assert (answer.status_code, answer.headers["Location"]) == (303, here), step
    page = learner.get(here).content.decode()
    for words in (*list(GAIN.values())[:2], "It ran twice as fast", "Look at the index too", "Measure first"):
        assert words in page
    assert "4 of 4 steps done" in page


def test_what_will_not_do_keeps_what_was_typed(loop: Loop, alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).post(f"/loops/{loop.pk}/gain", GAIN | {"by_when": "2026-03-01"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This day is over." in page
    assert "How a join works" in page
    answer = client_of(alice).post(f"/loops/{loop.pk}/gain", GAIN | {"gain": " "})
    assert answer.status_code == 422
    assert "The billing report" in answer.content.decode()


def test_a_step_taken_twice_says_so(applied: Loop, alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).post(f"/loops/{applied.pk}/application", {"text": "again"})
    assert answer.status_code == 422
    assert Application.objects.get().text == "canary-application"


def test_the_page_is_the_two_s(loop: Loop, charlie: Member, dana: Member, organiser, client_of: ClientOf) -> None:
    for other in (charlie, dana, organiser):
        browser = client_of(other)
        foreign, missing = browser.get(f"/loops/{loop.pk}"), browser.get("/loops/999999")
        assert foreign.status_code == missing.status_code == 404
        assert plain(foreign) == plain(missing)
        for step in STEPS:
            assert browser.post(f"/loops/{loop.pk}/{step}", GAIN | {"text": "x"}).status_code == 404


def test_each_step_is_its_owners(applied: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    for browser, steps in (
        (client_of(bo), ("gain", "intention", "application", "reflection", "release")),
        (client_of(alice), ("feedback", "receipt")),
    ):
        for step in steps:
            assert browser.post(f"/loops/{applied.pk}/{step}", GAIN | {"text": "x"}).status_code == 403, step
    for row in (Feedback, Receipt, Reflection, Release):
        assert not row.objects.exists()


def test_who_reads_what(applied: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    give_feedback(applied, by=bo, text="canary-feedback")
    reflect(applied, by=alice, text="canary-reflection")
    shared = ("canary-gain", "canary-intention", "canary-application", "canary-feedback")
    pages = {reader: client_of(reader).get(f"/loops/{applied.pk}").content.decode() for reader in (alice, bo)}
    assert all(words in page for words in shared for page in pages.values())
    assert "canary-reflection" in pages[alice]
    assert "canary-reflection" not in pages[bo]
    assert "canary" not in client_of(bo).get("/loops").content.decode()
    block(bo, alice)
    page = client_of(alice).get(f"/loops/{applied.pk}").content.decode()
    assert "canary-reflection" in page
    assert "canary-feedback" not in page
    assert "You learn this." in page
    assert "with Bo" not in page
    assert client_of(bo).get(f"/loops/{applied.pk}").status_code == 404


def test_let_go_is_asked_once_and_kept(applied: Loop, alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "Yes, let it go" in browser.get(f"/loops/{applied.pk}").content.decode()
    assert browser.post(f"/loops/{applied.pk}/release").status_code == 303
    page = browser.get(f"/loops/{applied.pk}").content.decode()
    assert "canary-application" in page
    assert "Yes, let it go" not in page


def test_one_way_to_the_next_step(loop: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    def primary(member: Member) -> int:
        return client_of(member).get(f"/loops/{loop.pk}").content.decode().count('class="button first')

    assert (primary(alice), primary(bo)) == (1, 0)
    say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 3, 6))
    assert (primary(alice), primary(bo)) == (1, 0)
    say_applied(loop, by=alice, text="c")
    assert (primary(alice), primary(bo)) == (1, 1)


def test_what_is_written_is_only_text(loop: Loop, alice: Member, bo: Member, client_of: ClientOf) -> None:
    say_gain(loop, by=alice, gain="<script>alert(1)</script>", intention="{{ 7 }}", by_when=date(2026, 3, 6))
    page = client_of(bo).get(f"/loops/{loop.pk}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    rows: int, loop: Loop, alice: Member, bo: Member, client_of: ClientOf, django_assert_max_num_queries
) -> None:
    for _again in range(rows - 1):
        open_loop(learner=alice, teacher=bo, skill=loop.skill, by=bo)
    browser = client_of(alice)
    with django_assert_max_num_queries(13):
        page = browser.get("/loops")
    assert page.content.decode().count('class="ring ') >= rows
    assert len(page.content) < 60_000
    with django_assert_max_num_queries(13):
        browser.get(f"/loops/{loop.pk}")
