"""Thanks and what one has given, on their pages: each sees their own, and what is shown is shown by both."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.people.actions import block
from peerloop.recognition.actions import hide, thank
from peerloop.recognition.models import Contribution, Kudos, Thanked
from peerloop.recognition.queries import contributions_of
from peerloop.schedule.actions import confirm_session, hold_session, record_ended_sessions
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import ClientOf
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sql(bo: Member) -> Skill:
    return propose_skill("SQL", by=bo)


@pytest.fixture
def met(sql: Skill, alice: Member, bo: Member, clock: time_machine.Traveller) -> Session:
    held = hold_session(
        by=None, learner=alice, teacher=bo, skill=sql, local_date=date(2026, 11, 23), local_time=time(9), zone="UTC"
    )
    confirm_session(held, by=None)
    clock.shift(timedelta(days=1))
    record_ended_sessions()
    return held


def test_thanks_by_name_for_a_skill(
    sql: Skill, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    said = {"to": "bo, Charlie", "skill": "sql", "text": "You saved me a day"}
    answer = client_of(alice).post("/kudos/new", said)
    assert answer.headers["Location"] == "/kudos"
    assert {one.member for one in Thanked.objects.all()} == {bo, charlie}
    assert "You saved me a day" in client_of(bo).get("/kudos").content.decode()
    assert "Charlie" not in client_of(bo).get("/kudos").content.decode()


def test_what_will_not_do_keeps_what_was_typed(sql: Skill, alice: Member, bo: Member, client_of: ClientOf) -> None:
    block(bo, alice)
    answer = client_of(alice).post("/kudos/new", {"to": "Bo", "skill": "knitting", "text": "canary-words"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("We do not know a colleague of the name “Bo”.", "Nobody has named this skill", "canary-words"):
        assert words in page
    assert 'type="checkbox" name="to"' not in client_of(alice).get(f"/kudos/new?to={bo.pk}").content.decode()
    assert not Kudos.objects.exists()


def test_from_a_session_those_who_were_there(
    met: Session, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    assert f"/kudos/new?session={met.pk}" in browser.get(f"/sessions/{met.pk}").content.decode()
    assert browser.post(f"/kudos/new?session={met.pk}", {"text": "x"}).status_code == 422
    assert browser.post(f"/kudos/new?session={met.pk}", {"to": [charlie.pk], "text": "x"}).status_code == 422
    assert browser.post(f"/kudos/new?session={met.pk}", {"to": [bo.pk], "text": "Clear"}).status_code == 303
    assert Kudos.objects.get().session == met
    assert client_of(charlie).get(f"/kudos/new?session={met.pk}").status_code == 404
    for wrong in ("999999", "x", "1" * 40):
        assert browser.get(f"/kudos/new?session={wrong}").status_code == 404


def test_shown_kept_put_away_and_withdrawn(
    sql: Skill, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    kudos = thank(bo, by=alice, text="canary-thanks", skill=sql, may_be_shown=True)
    row, writer, receiver = kudos.thanked.get(), client_of(alice), client_of(bo)
    for step in ("showing", "showing/removal", "hiding", "hiding/removal"):
        for other in (alice, charlie):
            assert client_of(other).post(f"/thanks/{row.pk}/{step}").status_code == 404
        assert receiver.post(f"/thanks/{row.pk}/{step}").status_code == 303
    for step in ("withdrawal", "consent"):
        for other in (bo, charlie):
            assert client_of(other).post(f"/kudos/{kudos.pk}/{step}").status_code == 404
    writer.post(f"/kudos/{kudos.pk}/consent", {"may_be_shown": "no"})
    assert "Show it on your page" not in receiver.get("/kudos").content.decode()
    receiver.post(f"/thanks/{row.pk}/showing")
    row.refresh_from_db()
    assert row.shown_at is None
    writer.post(f"/kudos/{kudos.pk}/withdrawal")
    assert "canary-thanks" not in receiver.get("/kudos").content.decode()


def test_what_one_has_given_is_ones_own(met: Session, alice: Member, bo: Member, dana: Member, client_of) -> None:
    row = Contribution.objects.get()
    page = client_of(bo).get("/contributions").content.decode()
    for words in ("October to December 2026", "Taught one to one: SQL", "30 minutes", f'href="/sessions/{met.pk}"'):
        assert words in page
    for other in (alice, dana):
        browser = client_of(other)
        assert "Taught one to one" not in browser.get("/contributions").content.decode()
        for address in (f"/contributions/{row.pk}", f"/contributions/{row.pk}/hiding"):
            assert browser.post(address, {"minutes": "10"}).status_code == 404


def test_corrected_and_left_out(met: Session, bo: Member, client_of: ClientOf) -> None:
    browser, row = client_of(bo), Contribution.objects.get()
    assert browser.post(f"/contributions/{row.pk}", {"minutes": "0", "note": "canary"}).status_code == 422
    assert browser.post(f"/contributions/{row.pk}", {"minutes": "45", "note": "With slides"}).status_code == 303
    page = browser.get("/contributions").content.decode()
    for words in ("45 minutes", "as you corrected it", "With slides"):
        assert words in page
    browser.post(f"/contributions/{row.pk}/hiding")
    assert "There is nothing to pick yet." in browser.get("/contributions/sheet").content.decode()
    browser.post(f"/contributions/{row.pk}/hiding/removal")
    assert "45 minutes" in browser.get("/contributions/sheet").content.decode()


def test_the_sheet_holds_what_was_picked_and_names_nobody_who_has_not_agreed(
    met: Session, sql: Skill, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    own, foreign = contributions_of(bo).get(), Contribution(member=charlie, kind="session", source_type="session")
    foreign.source = 999
    foreign.save()
    open_words = thank(bo, by=alice, text="=1+1 canary-open", skill=sql, may_be_shown=True).thanked.get()
    private = thank(bo, by=charlie, text="canary-private", skill=sql).thanked.get()
    browser = client_of(bo)
    picks = browser.get("/contributions/sheet").content.decode()
    assert "canary-open" in picks
    assert "canary-private" not in picks
    query = f"item={own.pk}&item={foreign.pk}&thanks={open_words.pk}&thanks={private.pk}&item=x"
    page = browser.get(f"/contributions/sheet?{query}").content.decode()
    assert "canary-private" not in page
    answer = browser.get(f"/contributions/sheet.csv?{query}")
    rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert rows == [
        ["Day", "What", "Skill", "Minutes", "A line about it"],
        ["2026-11-23", "Taught one to one", "SQL", "30", ""],
        ["2026-11-24", "Thanks from Alice", "SQL", "", "'=1+1 canary-open"],
    ]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Alice" not in browser.get(f"/contributions/sheet?item={own.pk}").content.decode()
    hide(own, by=bo)
    assert "Nothing is picked." in browser.get(f"/contributions/sheet?item={own.pk}").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_cost_the_same_for_one_and_thirty(
    rows: int, met: Session, sql: Skill, bo: Member, make_member, client_of: ClientOf, django_assert_max_num_queries
) -> None:
    for number in range(rows):
        other = make_member(f"Colleague {number}")
        thank(bo, by=other, text="Thanks", skill=sql, may_be_shown=True)
        Kudos.objects.create(by=bo, text="Thanks", skill=sql).thanked.create(member=other)
        Contribution(member=bo, kind="session", source_type="session", source=10_000_000 + number, skill=sql).save()
    browser = client_of(bo)
    for address, most in (("/kudos", 13), ("/contributions", 10), ("/contributions/sheet", 9)):
        with django_assert_max_num_queries(most):
            page = browser.get(address)
        assert len(page.content) < 60_000, address
        assert page.content.decode().count('class="button first') == 1, address


def test_thanks_on_a_page_say_nothing_of_a_session_that_its_readers_may_not_see(
    met: Session, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    """Who arranged it for a few has not agreed that everybody reads its title; those who were there read it."""
    type(met).objects.filter(pk=met.pk).update(title="canary-title", audience="invited")
    thank(bo, by=alice, text="canary-thanks", session=met, may_be_shown=True).thanked.update(shown_at=MONDAY)
    page = client_of(charlie).get(f"/members/{bo.pk}").content.decode()
    assert ("canary-thanks" in page, "canary-title" in page) == (True, False)
    assert "canary-title" in client_of(bo).get("/kudos").content.decode()
    type(met).objects.filter(pk=met.pk).update(audience="everyone")
    assert "canary-title" in client_of(charlie).get(f"/members/{bo.pk}").content.decode()
