"""Alice looks for an hour: by name, by team, for a session; sees when all are free, and takes one by a click."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import time_machine
from django.utils.html import strip_tags

from peerloop.calendars.models import Busy
from peerloop.people.actions import block
from peerloop.people.models import Member, Team
from peerloop.schedule.actions import announce_session, invite
from peerloop.schedule.models import Invitation, Session
from peerloop.search.actions import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf, MakeMember

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def said(page: str) -> str:
    return " ".join(strip_tags(re.sub(r"<svg.*?</svg>", "", page, flags=re.S).replace("<", " <")).split())


def hours(page: str) -> list[str]:
    """Return the moments that the page's buttons take."""
    return re.findall(r'name="starts_at" value="([^"]+)"', page)


def asked(members: list[Member], **more: str) -> dict[str, object]:
    return {"with": [member.pk for member in members], **more}


def test_by_name_alice_finds_bo_and_takes_the_first_hour(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "Whom would you like to meet?" in browser.get("/times").text
    page = browser.get("/times", {"name": "bo", "minutes": "45"}).text
    assert hours(page)[0] == "2026-11-23T10:00:00+00:00"
    assert "all 2 can come" in said(page)
    taken = {**asked([bo], minutes="45"), "title": "Alice and Bo", "kind": "one_to_one", "uid": str(uuid4())}
    for _click in range(2):
        done = browser.post("/times/sessions", {**taken, "starts_at": hours(page)[0]}, follow=True)
    session = Session.objects.get()
    assert (session.starts_at, session.minutes, session.kind) == (MONDAY.replace(hour=10), 45, "one_to_one")
    assert [one.member for one in Invitation.objects.all()] == [bo]
    assert "Booked. One person is invited." in done.text or "Booked. 0 people are invited." in done.text


def test_a_name_that_several_have_is_asked_about_and_one_that_nobody_has_is_told(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    first, _second = (make_member(f"Kim {name}") for name in ("Jones", "Smith"))
    browser = client_of(alice)
    page = browser.get("/times", {"name": "Kim"}).text
    assert "Whom do you mean?" in page
    assert "Kim Jones" in page
    assert 'value="Kim"' in page
    assert "Whom do you mean?" not in browser.get("/times", {"name": "Kim Jones"}).text
    assert f'value="{first.pk}" checked' in browser.get("/times", {"name": "Kim Jones"}).text
    assert "There is nobody called “Zebulon” here." in browser.get("/times", {"name": "Zebulon"}).text


def test_a_team_is_added_as_far_as_thirty_go(alice: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    team = Team.objects.create(name="Payments", key="payments")
    people = [make_member(f"Member {number:02}", team=team) for number in range(31)]
    browser = client_of(alice)
    page = browser.get("/times", {"team": team.pk}).text
    assert "At most 30 people can be looked at together, you among them." in page
    assert page.count('name="with"') == 2 * 29
    assert len(page.encode()) < 60_000
    assert "all 30 can come" in said(page)
    assert people[0].name in page


def test_the_picture_says_free_or_not_and_never_why(alice: Member, bo: Member, client_of: ClientOf) -> None:
    ten = MONDAY.replace(hour=10)
    Busy.objects.create(member=bo, starts_at=ten, ends_at=ten + timedelta(hours=2))
    page = client_of(alice).get("/times", asked([bo], day="2026-11-23")).text
    text = said(page)
    assert "Who is free on Monday 23 November" in text
    assert "Bo UTC 12:00–17:00" in text
    assert "Alice UTC 10:00–17:00" in text
    assert re.search(r"11:00</th><td class=\"f2\">1</td>", page)
    assert re.search(r"12:00</th><td class=\"f4\">✓ 2</td>", page)


def test_others_local_hours_stand_beside_and_nobody_common_is_said_in_counts(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    aiko = make_member("Aiko", time_zone="Asia/Tokyo")
    bo = make_member("Bo", time_zone="Europe/Berlin")
    text = said(client_of(alice).get("/times", asked([aiko, bo])).text)
    assert "No hour suits all; these come nearest" in text
    assert "2 of 3 can come, one cannot" in text
    assert "11:00 for one" in text


def test_where_there_is_no_hour_at_all_it_says_what_to_try(alice: Member, bo: Member, client_of: ClientOf) -> None:
    Member.objects.filter(pk=alice.pk).update(week=bytes(84))
    page = client_of(alice).get("/times", asked([bo])).text
    assert "There is no hour in these days" in page
    assert hours(page) == []


def test_whose_week_is_full_is_told_and_not_invited(alice: Member, bo: Member, client_of: ClientOf) -> None:
    Member.objects.filter(pk=bo.pk).update(weekly_hours=0)
    what = {**asked([bo]), "title": "Us", "kind": "workshop", "uid": str(uuid4()), "starts_at": "2026-11-24T10:00:00Z"}
    page = client_of(alice).post("/times/sessions", what, follow=True)
    assert "Not invited, as it would overrun their hours for this week: Bo." in page.text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"starts_at": "never"}, "Enter a valid date/time."),
        ({"starts_at": "2026-11-20T10:00:00Z"}, "This day is over."),
        ({"starts_at": "9999-12-31T23:59:59Z"}, "Choose one of the hours."),
        ({"kind": "coffee"}, "Select a valid choice."),
        ({"link": "javascript:alert(1)"}, "A link begins with https:// or http://."),
        ({"minutes": "7"}, "Select a valid choice."),
        ({"with": "x"}, "Choose at least one colleague."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    wrong: dict[str, str], words: str, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    what = {**asked([bo], minutes="45"), "title": "What Alice typed", "kind": "workshop", "uid": str(uuid4()),
            "starts_at": "2026-11-24T10:00:00Z"}  # fmt: skip
    answer = client_of(alice).post("/times/sessions", what | wrong)
    assert (answer.status_code, Session.objects.count()) == (422, 0)
    assert words in answer.text
    assert "What Alice typed" in answer.text or wrong.keys() & {"title", "with", "minutes"}


@pytest.mark.parametrize("query", ["with=9e9&with=-1&with=²&minutes=x&first=29.2.&days=0&day=zzz&team=x&session=x",
                                   "first=9999-12-31", "first=2027-02-29", "with=99999999999999999999999"])  # fmt: skip
def test_no_address_breaks_it(query: str, alice: Member, client_of: ClientOf) -> None:
    assert client_of(alice).get(f"/times?{query}").status_code == 200


def test_nobody_blocked_is_choosable(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    block(bo, alice)
    block(alice, charlie)
    browser = client_of(alice)
    page = browser.get("/times", asked([bo, charlie])).text
    assert (page.count('name="with"'), hours(page)) == (0, [])
    assert "There is nobody called" in browser.get("/times", {"name": "Charlie"}).text


def test_for_a_session_its_people_are_chosen_by_who_leads_it_alone(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    session = announce_session(
        kind="workshop", title="Rust", by=alice, local_date=MONDAY.date(), local_time=MONDAY.replace(hour=15).time(),
        zone="UTC", minutes=60,
    )  # fmt: skip
    invite(session, [bo], by=alice)

    def there(browser: Client) -> bool:
        return f'value="{bo.pk}" checked' in browser.get("/times", {"session": session.pk}).text

    assert (there(client_of(alice)), there(client_of(charlie))) == (True, False)


@pytest.mark.parametrize("count", [2, 29])
def test_the_page_costs_the_same_for_three_as_for_thirty(
    count: int, alice: Member, make_member: MakeMember, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    people = [make_member(f"Member {number}") for number in range(count)]
    index("member", [member.pk for member in people])
    browser = client_of(alice)
    browser.get("/times")
    with django_assert_num_queries(18):
        browser.get("/times", asked(people))


def test_an_hour_or_a_colleague_beyond_every_number(client_of: ClientOf, alice: Member, bo: Member) -> None:
    """No wall clock names the end of the year 9999, and no colleague has a number of 5,000 digits."""
    Member.objects.filter(pk=alice.pk).update(time_zone="Asia/Tokyo")
    page, taken = client_of(alice), {"title": "Plans", "kind": "workshop", "uid": str(uuid4()), "with": str(bo.pk)}
    for wrong in ({"starts_at": "9999-12-31T23:30:00+00:00"}, {"with": "9" * 5_000}, {"session": "9" * 5_000}):
        answer = page.post("/times/sessions", taken | wrong)
        assert (answer.status_code, Session.objects.count()) == (422, 0)
