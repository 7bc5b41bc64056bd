"""Alice gives the address of her other calendar on the page, and reads there how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils.html import strip_tags
from tests.domain.calendars.conftest import MONDAY, SECRET, address

from peerloop.calendars.actions import look
from peerloop.calendars.models import Busy, Calendar
from peerloop.journal.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf
    from tests.outside import Site

    from peerloop.people.models import Member

__all__ = ["address"]
PAGE = "/settings/calendar"


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_alice_gives_it_reads_how_it_went_and_takes_it_back(alice: Member, address: str, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "Address of your calendar" in browser.get(PAGE).text
    given = browser.post(PAGE, {"address": address}, follow=True)
    assert "It has not been read yet." in given.text
    look(Calendar.objects.get().pk)
    said = browser.get(PAGE).text
    words = "Last read: Monday 23 November, 08:00. One stretch of time is taken from now on. It is read again about "
    words += "every hour."
    assert words in " ".join(strip_tags(said).split())
    assert "other.example.org/…" in said
    assert SECRET not in given.text + said
    gone = browser.post(f"{PAGE}/removal", follow=True)
    assert "Forgotten: the address, and every hour that was read there." in gone.text
    assert (Calendar.objects.count(), Busy.objects.count()) == (0, 0)


def test_what_is_wrong_is_told_at_the_field_and_what_was_typed_is_kept(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    for typed, words in (
        ("http://other.example.org/x", "Only addresses that begin with https:// are asked."),
        ("", "This field is required."),
        ("https://127.0.0.1:8000/feeds/x.ics", "This is Peerloop’s own address."),
    ):
        answer = browser.post(PAGE, {"address": typed})
        assert (answer.status_code, words in answer.text) == (422, True), typed
        assert f'value="{typed}"' in answer.text or not typed
    assert not Calendar.objects.exists()


@pytest.mark.parametrize(("status", "words"), [(None, "status 404"), (b"<html>", "What stands there is no calendar.")])
def test_why_it_could_not_be_read_is_told_in_words(
    status: bytes | None, words: str, alice: Member, address: str, site: Site, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    browser.post(PAGE, {"address": address})
    site.pages.pop(SECRET) if status is None else site.pages.update({SECRET: status})
    look(Calendar.objects.get().pk)
    said = " ".join(browser.get(PAGE).text.split())
    assert "It could not be read the last time." in said
    assert words in said
    assert "Next try: about" in said


def test_read_it_now_asks_the_worker(alice: Member, bo: Member, address: str, client_of: ClientOf) -> None:
    browser = client_of(alice)
    browser.post(PAGE, {"address": address})
    Job.objects.all().delete()
    assert "It is being read." in browser.post(f"{PAGE}/look", follow=True).text
    assert Job.objects.filter(kind="calendars.look").count() == 1
    assert client_of(bo).post(f"{PAGE}/look")["Location"] == PAGE
