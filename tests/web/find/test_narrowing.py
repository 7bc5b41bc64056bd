"""What is found is narrowed down, by what the reader may see anyway."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from peerloop.circles.actions import join_circle, plan_meeting, start_circle
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.officehours.actions import offer_hour
from peerloop.people.actions import block, found_team
from peerloop.proposals.actions import propose
from peerloop.schedule.actions import announce_session
from peerloop.search.queries import find
from peerloop.series.rules import Terms
from peerloop.skills.actions import offer, propose_skill
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.circles.models import Circle
    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)


def shown(page: str) -> str:
    return " ".join(strip_tags(page.split("<main")[1].split("</main>")[0].replace("<", " <")).split())


def shown_form(browser: Client, **asked: str) -> str:
    """Return the fields in which one says how to narrow it down."""
    page = browser.get("/find", {"q": "topic", **asked}).text
    return page.split('name="q" value="topic">')[1].split("<button")[0]


def says(browser: Client, **asked: str) -> str:
    return shown(browser.get("/find", {"q": "topic", **asked}).text)


def names(reader: Member, **narrowed: object) -> set[tuple[str, int]]:
    return {(hit.kind, hit.subject) for hit in find(reader, "topic", narrowed=narrowed).hits}


def a_session(by: Member, title: str, days: int, **more: Any) -> Session:
    on = (now() + timedelta(days=days)).date()
    return announce_session(
        kind="workshop", title=title, by=by, local_date=on, local_time=time(12), zone="UTC", minutes=60, **more
    )


def meets(circle: Circle, by: Member, other: Member, **otherwise: Any) -> None:
    """Let the other come in, and the two plan a meeting for Thursday at 18:00 by the clock of the first."""
    join_circle(circle, by=other)
    when: dict[str, Any] = {"local_date": THURSDAY, "local_time": time(18), "minutes": 60} | otherwise
    plan_meeting(circle, by=by, **when)


def sits(host: Member, title: str, **otherwise: Any) -> OfficeHour:
    """Let the host be there on four Tuesdays at 13:00 in UTC."""
    terms: dict[str, Any] = {"starts_on": date(2026, 11, 24), "repeats": "weekly", "times": 4, "zone": "UTC"}
    hour, _told = offer_hour(
        by=host, terms=Terms(**terms | {"local_time": time(13), "minutes": 60, "title": title} | otherwise), slot=10
    )
    return hour


def test_to_a_skill_whatever_is_about_it_and_whoever_offers_it(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    rust, go = propose_skill("Rust", by=None), propose_skill("Go", by=None)
    one, other, waits = (make_member(f"Topic {letter}") for letter in "ABC")
    offer(one, skill=rust)
    offer(other, skill=go)
    offer(waits, skill=rust, confirmed=False)
    session = a_session(one, "Topic in an hour", 3, skill=rust)
    proposal = propose(by=other, title="Topic for all", skill=rust)
    a_session(other, "Topic of another kind", 3, skill=go)
    expected = {("member", one.pk), ("session", session.pk), ("proposal", proposal.pk)}
    assert names(alice, skill=rust.pk) == expected
    told = says(client_of(alice), skill="rust")
    assert [word in told for word in ("Topic A", "Topic in an hour", "Topic for all")] == [True] * 3
    assert [word in told for word in ("Topic B", "Topic C", "Topic of another kind")] == [False] * 3


def test_to_a_time_ahead_of_sessions_and_back_of_proposals(alice: Member, bo: Member, client_of: ClientOf) -> None:
    a_session(bo, "Topic next Friday", 5)
    a_session(bo, "Topic next season", 90)
    propose(by=bo, title="Topic for all")
    browser = client_of(alice)
    told = says(browser, when="week")
    assert [word in told for word in ("Topic next Friday", "Topic for all", "Topic next season")] == [True, True, False]
    assert "Topic next season" in says(browser, when="year")
    assert "Topic next season" in says(browser, when="")


def test_to_a_team_with_those_below_and_to_a_place(alice: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    sales = found_team("Sales")
    north = found_team("Sales North", parent=sales)
    make_member("Topic A", team=north, place="Łódź")
    make_member("Topic B", team=found_team("Kitchen"), place="London, Fleet Street")
    leader = make_member("Leader", team=north)
    a_session(leader, "Topic of theirs", 3)
    browser = client_of(alice)
    told = says(browser, team="sales")
    assert [word in told for word in ("Topic A", "Topic of theirs", "Topic B")] == [True, True, False]
    told = says(browser, place="LONDON")
    assert [word in told for word in ("Topic B", "Topic A", "Topic of theirs")] == [True, False, False]
    assert "Topic A" in says(browser, place="łódź", of="people")


def test_to_an_hour_of_circles_and_office_hours_by_their_coming_dates(
    make_member: MakeMember, client_of: ClientOf, bo: Member, charlie: Member
) -> None:
    """Bo's circle meets on Thursday, Charlie is there on Tuesdays; the other two have no date this week."""
    reader, waits = make_member("Reader", time_zone="UTC"), make_member("Later", time_zone="UTC")
    with clock.at(MONDAY):
        circle = start_circle(by=bo, title="Topic circle", goal="All of it")
        meets(circle, bo, charlie)
        start_circle(by=bo, title="Topic without a date", goal="All of it")
        hour = sits(charlie, "Topic hour")
        later = sits(waits, "Topic in January", starts_on=date(2027, 1, 5))
        soon = {("circle", circle.pk), ("officehour", hour.pk)}
        week = (MONDAY - timedelta(weeks=1), MONDAY + timedelta(weeks=1))
        assert names(reader, when=week) == soon
        told = client_of(reader).get("/find", {"q": "topic", "when": "week"}).text
        assert f'action="/circles/{circle.pk}/membership"' in told
        assert f'href="/office-hours/{hour.pk}">Come by' in told
        assert [names(reader, day=day) for day in (1, 4)] == [set(), {("circle", circle.pk)}]
        assert names(reader, day=2) == {("officehour", hour.pk), ("officehour", later.pk)}
        assert names(reader, when=(MONDAY - timedelta(days=31), MONDAY + timedelta(days=31))) == soon
    friday = MONDAY + timedelta(days=4)
    with clock.at(friday):  # the circle has met: what is past is none of its coming dates
        assert names(reader, when=(friday - timedelta(weeks=1), friday + timedelta(weeks=1))) == {
            ("officehour", hour.pk)
        }


def test_what_somebody_writes_into_the_limits_is_for_them_alone(alice: Member, bo: Member, client_of: ClientOf) -> None:
    a_session(bo, "Topic of the day", 3)
    first, second = client_of(alice), client_of(bo)
    empty = shown_form(first)
    assert 'value="Łódź"' in shown_form(first, place="Łódź")
    assert 'value=" "' in shown_form(first, place=" ")
    assert '<option value="week" selected>' in shown_form(first, when="week")
    assert shown_form(first) == shown_form(second) == empty
    assert "Skill" in empty


def test_a_weekday_is_one_by_the_readers_clock(bo: Member, make_member: MakeMember) -> None:
    """18:00 on Thursday in London is Friday in Tokyo."""
    london, tokyo = (make_member(zone[-5:], time_zone=zone) for zone in ("Europe/London", "Asia/Tokyo"))
    with clock.at(MONDAY):
        session = announce_session(
            kind="workshop", title="Topic late", by=bo, local_date=THURSDAY, local_time=time(18), zone="UTC", minutes=60
        )
        found = {("session", session.pk)}
        assert [names(london, day=day) for day in (4, 5)] == [found, set()]
        assert [names(tokyo, day=day) for day in (4, 5)] == [set(), found]


def test_to_what_one_can_come_to_in_person_or_online_and_to_the_place(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    call = "https://call.example.org/7"
    room = a_session(bo, "Topic in the room", 3, place="Łódź, Great Hall")
    line = a_session(bo, "Topic on the line", 4, link=call)
    both = a_session(bo, "Topic both ways", 5, place="Pier", link=call, way="hybrid")
    a_session(bo, "Topic somewhere", 6)
    assert names(alice, way="in_person") == {("session", one.pk) for one in (room, both)}
    assert names(alice, way="online") == {("session", one.pk) for one in (line, both)}
    browser = client_of(alice)
    told = says(browser, place="ŁÓDŹ", of="sessions")
    assert [word in told for word in ("Topic in the room", "Topic both ways")] == [True, False]
    assert told.endswith("In person · Łódź, Great Hall Join Topic in the room")
    told = says(browser, way="online", when="week", of="sessions")
    assert [word in told for word in ("Topic on the line", "Topic in the room")] == [True, False]


def test_an_office_hour_is_in_person_or_online_as_its_coming_dates_are(alice: Member, bo: Member) -> None:
    with clock.at(MONDAY):
        hour = sits(bo, "Topic hour", link="https://call.example.org/7")
        assert [names(alice, way=way) for way in ("online", "in_person")] == [{("officehour", hour.pk)}, set()]


def test_limits_cost_as_many_queries_for_many_as_for_few(
    alice: Member, bo: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    limits = {"q": "topic", "when": "month", "day": "2"}
    with clock.at(MONDAY):
        browser = client_of(alice)

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert "Topic" in shown(browser.get("/find", limits).text)
            return len(asked)

        def one_more(number: int) -> None:
            host = make_member(f"Host {number}", time_zone="UTC")
            sits(host, f"Topic hour {number}")
            meets(
                start_circle(by=host, title=f"Topic circle {number}", goal="All"),
                host,
                bo,
                local_date=date(2026, 12, 1),
            )

        one_more(0)
        queries()  # the first time some are compiled
        few = queries()
        for number in range(1, 6):
            one_more(number)
        assert queries() <= few


def test_what_is_unknown_is_said_by_its_field_and_what_was_typed_is_kept(alice: Member, client_of: ClientOf) -> None:
    asked = {"q": "topic", "skill": "Nosuch", "team": "Nosuch", "place": "Nosuch", "when": "ever"}
    text = client_of(alice).get("/find", asked).text
    told = shown(text)
    for words in (
        "Nobody has named this skill here yet.",
        "No team is called so.",
        "Nobody is, and nothing takes place, at a place",
    ):
        assert words in told
    assert text.count('value="Nosuch"') == 3
    assert "Without limits" in told


def test_a_kind_that_knows_nothing_of_a_limit_is_not_asked_about_it(alice: Member, client_of: ClientOf) -> None:
    propose_skill("Topic of the trade", by=None)
    propose(by=alice, title="Topic for all")
    browser = client_of(alice)
    assert "Team" not in says(browser, of="proposals")
    assert "Narrow it down" not in says(browser, of="skills")
    assert "Topic of the trade" in says(browser, of="skills", team="nosuch")
    told = says(browser, of="proposals", when="week", team="nosuch")
    assert "Topic for all" in told


def test_the_limits_stay_from_tab_to_tab(alice: Member, bo: Member, client_of: ClientOf) -> None:
    a_session(bo, "Topic next Friday", 5, skill=propose_skill("Größe & Maß", by=None))
    text = client_of(alice).get("/find", {"q": "topic", "skill": "größe & maß", "when": "week"}).text
    assert 'of=sessions&amp;skill=gr%C3%B6%C3%9Fe+%26+ma%C3%9F&amp;when=week"' in text


def test_limits_tell_nothing_of_who_is_hidden(
    alice: Member, bo: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    """Neither by team, nor by place, nor by what they offer or lead, nor by when: the page is that of nobody there."""
    rust, team = propose_skill("Rust", by=None), found_team("Sales")
    limits: list[dict[str, str]] = [{"skill": "rust"}, {"team": "sales"}, {"place": "atlantis"}, {"place": "cave"}]
    limits += [{"way": "online"}, {"when": "week"}, {"day": "2"}, {"day": "4"}]
    limits += [{"team": "sales", "of": "sessions"}, {"way": "in_person", "of": "sessions"}]
    with clock.at(MONDAY):
        browser = client_of(alice)

        def pages() -> list[str]:
            return [says(browser, **asked) for asked in limits]

        without = pages()
        hidden = make_member("Topic H", team=team, place="Atlantis", time_zone="UTC")
        offer(hidden, skill=rust)
        a_session(hidden, "Topic of theirs", 3, place="Cave", link="https://call.example.org")
        take_check({one.code: one.right for one in QUESTIONS}, by=hidden)
        meets(start_circle(by=hidden, title="Topic circle of theirs", goal="All of it"), hidden, bo)
        sits(hidden, "Topic hour of theirs")
        assert [now != then for now, then in zip(pages(), without, strict=True)] == [True] * len(limits)
        block(hidden, alice)
        assert pages() == without


@pytest.mark.parametrize("bad", ["\x00", "x" * 5000, "%", "'", "🦀", "\ud800", "日本"])
@pytest.mark.parametrize("field", ["skill", "when", "day", "way", "team", "place"])
def test_whatever_stands_in_a_limit_the_answer_is_a_page(
    field: str, bad: str, alice: Member, client_of: ClientOf
) -> None:
    asked = {"q": "topic", field: bad.encode("utf-8", "surrogatepass")}
    assert client_of(alice).get("/find", asked).status_code == 200
