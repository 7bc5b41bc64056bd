"""A member lets the server fetch what only the server can reach, or gives it a calendar that is meant to hurt."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest
from tests.domain.calendars.ics import event, ics

from peerloop.calendars.actions import look
from peerloop.calendars.models import Busy, Calendar
from peerloop.journal.models import EntryDetail, Job

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper
    from tests.conftest import ClientOf
    from tests.outside import Site

    from peerloop.people.models import Member

    Answer = Callable[[BaseHTTPRequestHandler], None]

SECRET = ics(event(":20991124T090000Z", ":20991124T100000Z", "SUMMARY:the secret of the house"))
INSIDE = "stands in this network or on this machine"


def read(browser: Client, address: str) -> str:
    """Give the address on the page, let the worker look, and return everything that the page then says."""
    given = browser.post("/settings/calendar", {"address": address})
    if given.status_code == 303:
        look(Calendar.objects.get().pk)
        return browser.get("/settings/calendar").text
    return given.text


def sends(body: bytes, *headers: tuple[str, str], wait: float = 0) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in headers:
            handler.send_header(name, value)
        handler.end_headers()
        for byte in range(0, len(body), 1 if wait else len(body)):
            handler.wfile.write(body[byte : byte + 1] if wait else body)
            time.sleep(wait)

    return answer


@pytest.mark.parametrize(
    "leads_to",
    ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "100.100.100.200", "::1", "::ffff:10.0.0.1", "0.0.0.0"],
)
def test_no_name_leads_into_our_network(site: Site, alice: Member, client_of: ClientOf, leads_to: str) -> None:
    site.pages["/"] = SECRET
    site.names["other.example.org"] = [leads_to]
    assert INSIDE in read(client_of(alice), site.address("/", "other.example.org"))
    assert (site.connected, site.asked) == ([], [])


def test_a_host_inside_that_organisers_may_ask_is_not_one_that_members_may(
    site: Site, alice: Member, client_of: ClientOf, settings: SettingsWrapper
) -> None:
    site.pages["/"] = SECRET
    browser = client_of(alice)
    assert INSIDE in read(browser, site.address("/"))
    assert site.connected == []
    settings.CALENDAR_HOSTS = frozenset({"hr.example.org"})
    assert INSIDE not in read(browser, site.address("/"))


@pytest.mark.parametrize("to", ["inside", "http", "loop", "rebinding"])
def test_no_redirect_nor_second_answer_leads_into_our_network(
    site: Site, alice: Member, client_of: ClientOf, to: str
) -> None:
    site.pages["/secret"] = SECRET
    leads = {
        "inside": site.address("/secret"),
        "http": "http://other.example.org/secret",
        "loop": site.address("/on", "other.example.org"),
        "rebinding": site.address("/secret", "rebind.example.org"),
    }
    site.names["rebind.example.org"] = ["127.0.0.1"]
    site.moves("/on", leads[to])
    said = read(client_of(alice), site.address("/on", "other.example.org"))
    words = {"http": "Only addresses that begin with https:// are asked.", "loop": "It leads on more than 5 times."}
    assert words.get(to, INSIDE) in said
    assert set(site.connected) == {"93.184.215.14"}


def test_ten_megabytes_a_slow_drip_and_a_bomb_end_soon(
    site: Site, alice: Member, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerloop.calendars.reading.SECONDS", 1.0)
    site.pages["/large"] = sends(SECRET + b" " * 10 * 1024 * 1024)
    site.pages["/bomb"] = sends(gzip.compress(b"BEGIN:VCALENDAR" * 10_000_000, 1), ("Content-Encoding", "gzip"))
    site.pages["/slow"] = sends(SECRET * 9, wait=0.05)
    browser, began = client_of(alice), time.monotonic()
    said = [read(browser, site.address(path, "other.example.org")) for path in ("/large", "/bomb", "/slow")]
    words = ("It is larger than 8 MB.", "It is larger than 8 MB.", "It took longer than 1 seconds.")
    assert [word in page for word, page in zip(words, said, strict=True)] == [True, True, True]
    assert time.monotonic() - began < 15


NESTED = b"BEGIN:VCALENDAR\r\n" * 20_000 + b"END:VCALENDAR\r\n" * 20_000
BOMBS = {
    "each second": ics(event(":20000101T000000Z", ":20000101T000001Z", "RRULE:FREQ=SECONDLY")),
    "each second of each day": ics(
        event(":20000101T000000Z", ":20000101T000001Z", "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
              + ";BYMINUTE=" + ",".join(map(str, range(60))) + ";BYSECOND=" + ",".join(map(str, range(60))))
    ),
    "never": ics(*[
        event(":00010101T000000Z", ":00010101T000001Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=str(one))
        for one in range(300)
    ]),
    "many that repeat": ics(*[
        event(":19000101T000000Z", ":19000101T000001Z", "RRULE:FREQ=DAILY", uid=str(one)) for one in range(3000)
    ]),
    "nested": NESTED,
    "a line of five megabytes": ics(event(":20261124T090000Z", ":20261124T100000Z", "X-A:" + "y" * 5_000_000)),
    "many parameters": ics(event(":20261124T090000Z", ":20261124T100000Z", "X-A" + ";B=c" * 100_000 + ":d")),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_calendar_that_is_meant_to_hurt_hurts_nobody(
    site: Site, alice: Member, client_of: ClientOf, bomb: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerloop.calendars.reading.READING", 4)
    site.pages["/"] = bomb
    began = time.monotonic()
    said = read(client_of(alice), site.address("/", "other.example.org"))
    assert time.monotonic() - began < 15
    calendar = Calendar.objects.get()
    assert calendar.trouble or calendar.read_at, said
    assert Busy.objects.count() <= 20_000


def test_what_it_says_is_neither_kept_nor_told_and_its_address_is_not_logged(
    site: Site, alice: Member, client_of: ClientOf, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture
) -> None:
    secret = "/5f3a9c1e7b2d4860.ics?token=5f3a9c1e7b2d4860"
    site.pages[secret] = SECRET
    for address in (site.address(secret, "other.example.org"), site.address(secret + "x", "other.example.org")):
        said = read(client_of(alice), address)
        kept = [*EntryDetail.objects.values(), *Job.objects.values(), *Busy.objects.values(), caplog.text]
        assert "5f3a9c1e7b2d4860" not in said + str(kept) + "".join(capfd.readouterr())
        assert "the secret of the house" not in said + str([*kept, *Calendar.objects.values()])
