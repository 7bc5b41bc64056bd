"""The inbox as its reader meets it: unread marked in words, read on opening, pages of thirty, nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.kit.clock import now
from peerloop.loops.actions import ask_gain, give_feedback, open_loop, reflect, say_applied, say_gain
from peerloop.notices.models import Notice
from peerloop.notices.queries import unread_count
from peerloop.people.actions import block
from peerloop.skills.actions import find_skill, propose_skill

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


def answered(learner: Member, teacher: Member, skill: str = "Rust") -> Loop:
    """Let the teacher answer what the learner has tried; the learner is told."""
    known = find_skill(skill) or propose_skill(skill, by=teacher)
    loop = ask_gain(open_loop(learner=learner, teacher=teacher, skill=known, by=None))
    say_gain(loop, by=learner, gain="How", intention="Try", by_when=(now() + timedelta(days=3)).date())
    say_applied(loop, by=learner, text="I did")
    return give_feedback(loop, by=teacher, text="Well done, and mind the borrow checker")


def told(page) -> list[tuple[str, bool]]:
    """Each notice's subject, and whether it is marked as new."""
    rows = re.findall(r'<li( class="new")?><div><p><a href="/notices/\d+">(.*?)</a>( <span class="chip">New)?', page)
    assert all(bool(bar) == bool(word) for bar, _subject, word in rows)
    return [(subject, bool(word)) for _bar, subject, word in rows]


def test_the_newest_first_and_what_is_opened_is_read(alice: Member, bo: Member, client_of) -> None:
    browser = client_of(alice)
    for skill in ("Rust", "Go"):
        answered(alice, bo, skill)
    page = browser.get("/notices").content.decode()
    assert told(page) == [("Bo answered: Go", True), ("Bo answered: Rust", True)]
    first = Notice.objects.filter(kind="loop_answered").latest("pk")
    assert browser.head(f"/notices/{first.pk}").status_code == 200
    assert unread_count(alice) == 2
    opened = browser.get(f"/notices/{first.pk}").content.decode()
    for said in ("Bo answered: Go", "mind the borrow checker", "You get this because you told Bo what you tried."):
        assert said in opened
    assert f'href="/loops/{first.subject}"' in opened
    assert told(browser.get("/notices").content.decode()) == [("Bo answered: Go", False), ("Bo answered: Rust", True)]


def test_all_is_marked_read_and_taken_back(alice: Member, bo: Member, client_of) -> None:
    browser = client_of(alice)
    answered(alice, bo)
    page = browser.post("/notices/reading", follow=True)
    assert told(page.content.decode()) == [("Bo answered: Rust", False)]
    assert "All marked as read." in page.content.decode()
    browser.post("/notices/unreading", {"read": page.context["undo"]})
    assert told(browser.get("/notices").content.decode()) == [("Bo answered: Rust", True)]
    browser.post("/notices/reading")
    again = browser.post("/notices/reading", follow=True)
    assert again.context["undo"] == ""


def test_a_group_is_looked_at_and_read_alone(alice: Member, bo: Member, client_of) -> None:
    browser = client_of(alice)
    answered(alice, bo)
    assert told(browser.get("/notices?of=loops").content.decode()) == [("Bo answered: Rust", True)]
    assert told(browser.get("/notices?of=sessions").content.decode()) == []
    browser.post("/notices/reading", {"of": "sessions"})
    assert unread_count(alice) == 1
    page = browser.post("/notices/reading", {"of": "loops"}, follow=True)
    assert (unread_count(alice), page.context["group"]) == (0, "loops")


def test_pages_of_thirty_with_as_many_questions_as_a_page_of_one(alice: Member, bo: Member, client_of) -> None:
    browser = client_of(alice)
    answered(alice, bo, "Skill 0")
    browser.get("/notices")
    with CaptureQueriesContext(connection) as few:
        browser.get("/notices")
    for number in range(1, 32):
        answered(alice, bo, f"Skill {number}")
    with CaptureQueriesContext(connection) as many:
        page = browser.get("/notices")
    assert len(many) == len(few)
    assert len(told(page.content.decode())) == 30
    assert len(page.content) < 60_000
    assert [subject for subject, _new in told(browser.get("/notices?page=2").content.decode())] == [
        "Bo answered: Skill 1", "Bo answered: Skill 0",
    ]  # fmt: skip
    assert told(browser.get("/notices?page=nonsense").content.decode()) == told(page.content.decode())


def test_foreign_and_missing_and_over_are_the_same_404(alice: Member, bo: Member, charlie: Member, client_of) -> None:
    loop = answered(alice, bo)
    pk = Notice.objects.get(kind="loop_answered").pk
    assert client_of(alice).get(f"/notices/{pk}").status_code == 200
    assert [client_of(charlie).get(f"/notices/{which}").status_code for which in (pk, 2**40)] == [404, 404]
    reflect(loop, by=alice, text="To ask")
    assert client_of(alice).get(f"/notices/{pk}").status_code == 404
    assert told(client_of(alice).get("/notices").content.decode()) == []


def test_a_block_takes_it_from_the_list_the_page_and_the_count(alice: Member, bo: Member, client_of) -> None:
    answered(alice, bo)
    pk, browser = Notice.objects.get(kind="loop_answered").pk, client_of(alice)
    block(bo, alice)
    assert told(browser.get("/notices").content.decode()) == []
    assert browser.get(f"/notices/{pk}").status_code == 404
    assert "unread" not in browser.get("/notices/count").content.decode()


def test_the_bar_counts_for_eyes_and_ears(alice: Member, bo: Member, client_of) -> None:
    browser = client_of(alice)
    assert "unread" not in browser.get("/notices/count").content.decode()
    answered(alice, bo)
    page = browser.get("/notices/count").content.decode()
    assert '<b aria-hidden="true">1</b>' in page
    assert "Notices, 1 unread" in page


@pytest.mark.parametrize("read", ["", "yesterday", "2026-11-23", "2026-11-23T12:00:00", "2026-13-45T99:00:00Z"])
def test_a_moment_that_is_none_takes_nothing_back(read: str, alice: Member, client_of) -> None:
    assert client_of(alice).post("/notices/unreading", {"read": read})["Location"] == "/notices"
    assert client_of(alice).get("/notices", {"read": read}).context["undo"] == ""


def test_a_group_that_is_none_is_a_404(alice: Member, client_of) -> None:
    assert client_of(alice).get("/notices?of=nonsense").status_code == 404


def test_an_empty_page_says_what_will_stand_here(alice: Member, client_of) -> None:
    assert "Nothing has come yet" in client_of(alice).get("/notices").content.decode()
