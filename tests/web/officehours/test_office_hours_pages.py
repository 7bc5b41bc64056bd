from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from tests.web.series.test_series_pages import queries_of

from peerloop.officehours.actions import answer_together, call_next, close_ended, come, offer_hour
from peerloop.officehours.models import Joint, OfficeHour, Visit
from peerloop.officehours.queries import dates_of
from peerloop.people.actions import block
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
SAME = "How do lifetimes work in Rust?"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START - timedelta(minutes=10), tick=False) as traveller:
        yield traveller


@pytest.fixture
def hour(bo: Member) -> OfficeHour:
    terms = Terms(
        starts_on=date(2026, 3, 3), repeats="weekly", times=3, local_time=time(13, 0), zone="UTC", minutes=60,
        title="Ask me about Rust", place="Room 4",
    )  # fmt: skip
    return offer_hour(by=bo, terms=terms, slot=10)[0]


def page(response) -> str:
    return " ".join(response.content.decode().split())


def test_bo_offers_an_hour_and_it_is_found(bo: Member, alice: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    said = {
        "title": "Ask me about compilers", "starts_on": "2026-03-05", "local_time": "10:00", "minutes": "60",
        "slot": "15", "repeats": "fortnightly", "times": "3", "until": "",
    }  # fmt: skip
    assert "What can one come to you with?" in page(browser.get("/office-hours/new"))
    shown = page(browser.post("/office-hours/new", said))
    assert ("Thu 19 March 2026" in shown, OfficeHour.objects.count()) == (True, 0)
    wrong = browser.post("/office-hours/new", said | {"slot": "7"})
    assert (wrong.status_code, 'value="Ask me about compilers"' in page(wrong)) == (422, True)
    assert "Your office hour stands." in page(browser.post("/office-hours/new", said | {"save": "1"}, follow=True))
    pk = OfficeHour.objects.get().pk
    reader = client_of(alice)
    assert "Ask me about compilers" in page(reader.get("/office-hours"))
    found = page(reader.get("/find?q=compilers"))
    assert f'href="/office-hours/{pk}"' in found
    block(bo, alice)
    assert f'href="/office-hours/{pk}"' not in page(reader.get("/find?q=compilers"))
    assert "compilers" not in page(reader.get("/office-hours"))
    assert reader.get(f"/office-hours/{pk}").status_code == 404


def test_alice_waits_and_is_called(hour: OfficeHour, alice: Member, bo: Member, client_of: ClientOf, clock) -> None:
    browser, host = client_of(alice), client_of(bo)
    today = dates_of(hour)[0]
    empty = browser.post(f"/office-hours/{hour.pk}/visits", {"text": " ", "minutes": "10", "session": today.pk})
    assert (empty.status_code, "This field is required." in page(empty)) == (422, True)
    said = {"text": "What is a lifetime?", "minutes": "15", "session": today.pk}
    waits = page(browser.post(f"/office-hours/{hour.pk}/visits", said, follow=True))
    assert "You are the first" in waits
    assert "Your turn comes at about 13:00" in waits
    assert Visit.objects.get().minutes == 15
    assert "You are in the queue" in page(browser.get(f"/office-hours/{hour.pk}"))
    assert "Where you wait" in page(browser.get("/office-hours"))
    clock.move_to(START)
    queue = page(host.get(f"/office-hours/{hour.pk}/queue"))
    assert ("What is a lifetime?" in queue, "Next please" in queue) == (True, True)
    pressed = page(host.post(f"/office-hours/{hour.pk}/queue/call", {"session": today.pk, "seen": "0"}, follow=True))
    assert "With you now" in pressed
    visit = Visit.objects.get()
    assert "It is your turn" in page(browser.get(f"/office-hours/visits/{visit.pk}"))
    ended = {"session": today.pk, "seen": visit.pk}
    assert "Nobody is with you" in page(host.post(f"/office-hours/{hour.pk}/queue/end", ended, follow=True))
    assert "Your visit is over" in page(browser.get(f"/office-hours/visits/{visit.pk}"))
    assert "What is a lifetime?" not in page(host.get(f"/office-hours/{hour.pk}/queue"))


def test_a_pause_is_shown(hour: OfficeHour, alice: Member, bo: Member, client_of: ClientOf) -> None:
    today = dates_of(hour)[0]
    visit = come(hour, today, by=alice, text="Why?")
    host = client_of(bo)
    host.post(f"/office-hours/{hour.pk}/queue/pause", {"session": today.pk})
    assert "The host is away for a moment." in page(client_of(alice).get(f"/office-hours/visits/{visit.pk}"))
    going = host.post(f"/office-hours/{hour.pk}/queue/pause", {"session": today.pk, "paused": "1"}, follow=True)
    assert "Go on" not in page(going)


def test_two_see_each_other_only_after_both_have_said_yes(
    hour: OfficeHour, alice: Member, charlie: Member, bo: Member, client_of: ClientOf
) -> None:
    today = dates_of(hour)[0]
    first = come(hour, today, by=alice, text=SAME)
    second = come(hour, today, by=charlie, text=f"{SAME} For Charlie")
    joint = Joint.objects.get()
    a, c = client_of(alice), client_of(charlie)
    for browser, visit, other in ((a, first, "Charlie"), (c, second, "Alice")):
        asked = page(browser.get(f"/office-hours/visits/{visit.pk}"))
        assert ("Somebody else may have the same question" in asked, other in asked) == (True, False)
    assert "If the other says yes, too" in page(
        a.post(f"/office-hours/joints/{joint.pk}/answer", {"say": "yes"}, follow=True)
    )
    assert "Charlie" not in page(a.get(f"/office-hours/visits/{first.pk}"))
    assert "Alice" not in page(c.get(f"/office-hours/visits/{second.pk}"))
    together = page(c.post(f"/office-hours/joints/{joint.pk}/answer", {"say": "yes"}, follow=True))
    assert ("You come in with Alice" in together, SAME in together) == (True, True)
    assert "For Charlie" in page(a.get(f"/office-hours/visits/{first.pk}"))
    assert "together" in page(client_of(bo).get(f"/office-hours/{hour.pk}/queue"))
    assert a.post(f"/office-hours/joints/{joint.pk}/answer", {"say": "?"}).status_code == 400


def test_a_no_stays_with_who_said_it(hour: OfficeHour, alice: Member, charlie: Member, client_of: ClientOf) -> None:
    today = dates_of(hour)[0]
    first = come(hour, today, by=alice, text=SAME)
    second = come(hour, today, by=charlie, text=SAME)
    said = client_of(alice).post(f"/office-hours/joints/{Joint.objects.get().pk}/answer", {"say": "no"}, follow=True)
    assert "Nobody is told that you were asked." in page(said)
    assert "same question" not in page(client_of(alice).get(f"/office-hours/visits/{first.pk}"))
    answer_together(Joint.objects.get(), by=charlie, yes=True)
    assert "You have said yes." in page(client_of(charlie).get(f"/office-hours/visits/{second.pk}"))


def test_the_host_asks_two(hour: OfficeHour, alice: Member, charlie: Member, bo: Member, client_of: ClientOf) -> None:
    today = dates_of(hour)[0]
    visits = [come(hour, today, by=one, text=one.name).pk for one in (alice, charlie)]
    host = client_of(bo)
    same = {"session": today.pk, "one": visits[0], "two": visits[0]}
    assert host.post(f"/office-hours/{hour.pk}/queue/joints", same).status_code == 422
    asked = host.post(f"/office-hours/{hour.pk}/queue/joints", same | {"two": visits[1]}, follow=True)
    assert "If both agree, they come in together." in page(asked)
    assert Joint.objects.get().by == bo


def test_who_is_not_reached_comes_first_next_time(hour: OfficeHour, alice: Member, client_of: ClientOf, clock) -> None:
    visit = come(hour, dates_of(hour)[0], by=alice, text="Why?")
    browser = client_of(alice)
    assert "Come first next time" in page(browser.get(f"/office-hours/visits/{visit.pk}"))
    clock.move_to(START + timedelta(minutes=80))
    close_ended()
    assert "You were not reached this time" in page(browser.get(f"/office-hours/visits/{visit.pk}"))
    again = browser.post(f"/office-hours/visits/{visit.pk}/postponement", follow=True)
    assert ("You come first next time." in page(again), "You are the first" in page(again)) == (True, True)
    left = browser.post(f"/office-hours/visits/{Visit.objects.latest('pk').pk}/leaving", follow=True)
    assert "You are out of the queue." in page(left)


def test_others_see_neither_the_queue_nor_a_visit(
    hour: OfficeHour, alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf
) -> None:
    """Dana manages Alice; Bo is the host, who has the queue and no page of the visit."""
    visit = come(hour, dates_of(hour)[0], by=alice, text="A private question")
    for stranger in (charlie, dana, bo):
        browser = client_of(stranger)
        assert browser.get(f"/office-hours/visits/{visit.pk}").status_code == 404
        assert browser.post(f"/office-hours/visits/{visit.pk}/leaving").status_code == 404
        if stranger != bo:
            assert browser.get(f"/office-hours/{hour.pk}/queue").status_code == 404
            assert browser.post(f"/office-hours/{hour.pk}/queue/call").status_code == 404
            shown = page(browser.get(f"/office-hours/{hour.pk}"))
            assert ("Alice" in shown, "A private question" in shown) == (False, False)
    assert client_of(bo).post(f"/office-hours/{hour.pk}/visits", {"text": "x", "minutes": "10"}).status_code == 422


def test_the_pages_ask_the_same_however_many_wait(
    hour: OfficeHour, bo: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    today = dates_of(hour)[0]
    host, asked = client_of(bo), []
    for many in (1, 29):
        for number in range(many):
            member = make_member(f"Visitor {many} {number}")
            visit = come(hour, today, by=member, text=member.name)
        browser = client_of(member)
        pages = ["/office-hours", f"/office-hours/{hour.pk}", f"/office-hours/visits/{visit.pk}"]
        asked.append([queries_of(browser, one) for one in pages] + [queries_of(host, f"/office-hours/{hour.pk}/queue")])
    # The bell asks one more of whoever has something unread.
    assert [many - few <= 1 for few, many in zip(*asked, strict=True)] == [True] * 4
    assert max(asked[0]) <= 14


def test_a_list_of_hours_asks_the_same_however_many(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    browser, asked = client_of(alice), []
    for many in (1, 29):
        for number in range(many):
            terms = Terms(
                starts_on=date(2026, 3, 4), repeats="weekly", times=2, local_time=time(13, 0), zone="UTC", minutes=60,
                title=f"An hour {number}",
            )  # fmt: skip
            offer_hour(by=make_member(f"Host {many} {number}"), terms=terms, slot=10)
        asked.append([queries_of(browser, one) for one in ("/office-hours", "/find?q=hour&of=office-hours")])
    assert [one <= few for few, one in zip(*asked, strict=True)] == [True, True]


def test_a_call_outside_the_hour_is_refused(
    hour: OfficeHour, alice: Member, bo: Member, client_of: ClientOf, clock
) -> None:
    later = dates_of(hour)[1]
    come(hour, later, by=alice, text="Why?")
    told = client_of(bo).post(f"/office-hours/{hour.pk}/queue/call", {"session": later.pk, "seen": "0"}, follow=True)
    assert "The hour is not open now." in page(told)
    clock.move_to(later.starts_at)
    assert call_next(hour, later, by=bo, seen=0).current[0].member == alice
