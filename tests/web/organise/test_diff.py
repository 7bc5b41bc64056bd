"""What a file would change, person by person, on the page before the yes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.domain.intake.test_import import sheet
from tests.domain.intake.test_undo import AFTER, BEFORE

from peerloop.intake.actions import apply_import, take_upload
from peerloop.people.actions import depart, set_week, update_profile
from peerloop.people.models import Member
from peerloop.people.week import pack
from peerloop.skills.actions import confirm_offer, find_skill, want
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf


def lines(page: str) -> list[str]:
    """The rows of the table as one reads them."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row) for row in body.split("</tr>")[:-1]]
    return [" ".join(row.split()) for row in rows]


@pytest.fixture
def shown(administrator: Member, client_of: ClientOf):
    """Give a file and read the lines of its page: ``shown(rows, "kind=new")``."""
    browser: Client = client_of(administrator)

    def show(rows: tuple[dict[str, str], ...], query: str = "") -> list[str]:
        upload = take_upload(sheet(*rows), "people.csv", by=administrator)
        answer = browser.get(f"{reverse('organise:upload', args=[upload.pk])}?{query}")
        assert answer.status_code == 200
        assert len(answer.content) < 60_000
        return lines(answer.text)

    return show


@pytest.fixture
def company(db: None) -> None:
    apply_import(sheet(*BEFORE), "people.csv", by=None)
    depart(Member.objects.get(name="Kim"), by=None)


def test_each_line_says_who_and_what_was_before(company: None, shown) -> None:
    assert shown(AFTER, "complete=on") == [
        "Dana dana@example.org changed e-mail dana@example.org → alice@example.org team Payments → Sales "
        "PowerPoint 3, Rust 4 → 2 3",
        "Alice alice@example.org changed name Alice → Alicia e-mail alice@example.org → dana@example.org "
        "team Payments → none manager Dana → New hired on 2024-04-29 → none time zone Europe/Berlin → UTC "
        "languages en, de → fr place Accra → Oslo hours a week 3.5 → 2 learners at a time 1 → 3 "
        "availability other hours → never",
        "Kim kim@example.org back again",
        "New new@example.org new id 5 team Sales Ada 3, Go 3 2",
        "Newer newer@example.org new id 6 manager New",
        "Bo bo@example.org retired",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=new", ["New", "Newer"]), ("kind=changed", ["Dana", "Alice"]), ("kind=back", ["Kim"]),
        ("kind=retired", ["Bo"]), ("kind=unchanged", []), ("kind=offers", []), ("word=SALES", ["Dana", "New"]),
        ("word=europe/b", ["Alice"]), ("word=powerpoint", ["Dana"]), ("word=new&kind=changed", ["Alice"]),
        ("word=cobol", []), ("word=%00", ["Dana", "Alice", "Kim", "New", "Newer", "Bo"]), ("kind=<b>&page=x", None),
    ],
)  # fmt: skip
def test_lines_are_filtered_by_what_happens_and_by_a_word(company: None, shown, query: str, names: list[str]) -> None:
    everybody = ["Dana", "Alice", "Kim", "New", "Newer", "Bo"]
    found = [line.split()[0] for line in shown(AFTER, f"complete=on&{query}")]
    assert found == (everybody if names is None else names)


def test_offers_alone_are_a_change_and_the_unchanged_are_shown_when_asked_for(company: None, shown) -> None:
    confirm_offer(Offer.objects.get(skill__name="Go"), by=Member.objects.get(name="Dana"))
    rows = (
        {"email": "dana@example.org", "name": "Dana", "offers": "Rust:5;Go:1;Ada"},
        {"email": "bo@example.org", "name": "Bo"},
    )
    assert shown(rows) == ["Dana dana@example.org offers only Ada 3, Rust 4 → 5"]
    assert shown(rows, "kind=unchanged") == ["Bo bo@example.org unchanged"]


@pytest.mark.parametrize("visibility", ["private", "matching", "public"])
def test_needs_are_told_as_the_file_names_them_and_never_as_new(company: None, shown, visibility: str) -> None:
    bo = Member.objects.get(name="Bo")
    rows = ({"email": "bo@example.org", "name": "Bo", "place": "Rome", "needs": "SQL;Go"},)
    before = shown(rows)
    want(bo, skill=find_skill("SQL"), level=2, visibility=visibility)
    assert shown(rows) == before == ["Bo bo@example.org changed place none → Rome 2"]
    assert shown(({"email": "bo@example.org", "name": "Bo", "needs": "SQL;Go"},), "kind=") == []


def test_the_hours_that_somebody_has_set_are_not_told(company: None, shown) -> None:
    bo = Member.objects.get(name="Bo")
    rows = ({"email": "bo@example.org", "name": "Bo", "availability": "Mo-We 09:00-10:00; Fr 09:00-10:00"},)
    first = shown(rows)
    set_week(bo, week=pack({0, 1, 2}), by=bo)
    update_profile(bo, by=bo, place="Lima")
    assert shown(rows) == first
    assert first == ["Bo bo@example.org changed availability other hours → Mo-We 09:00–10:00; Fr 09:00–10:00"]


def test_what_stands_in_the_file_is_shown_as_text(company: None, shown, administrator: Member, client_of) -> None:
    rows = ({"email": "x@example.org", "name": "<script>x</script>", "team": "<b>T</b>", "offers": "<i>O</i>"},)
    upload = take_upload(sheet(*rows), "people.csv", by=administrator)
    page = client_of(administrator).get(f"{reverse('organise:upload', args=[upload.pk])}?word=<script>").text
    assert not re.search('<script>x|<b>T|<i>O|value="<', page)
    assert "&lt;script&gt;x&lt;/script&gt;" in page


def test_fifty_lines_on_a_page_at_the_same_cost(administrator: Member, client_of: ClientOf) -> None:
    browser = client_of(administrator)
    everything = {name: value for name, value in BEFORE[1].items() if name not in ("email", "name", "manager_email")}

    def asked(number: int, query: str) -> tuple[int, int]:
        people = [{**everything, "email": f"m{one}@example.org", "name": f"M {one}", "external_id": str(one),
                   "offers": "Rust:4;Go;Ada;Microsoft PowerPoint;Cobol;Fortran"} for one in range(number)]  # fmt: skip
        upload = take_upload(sheet(*people), "people.csv", by=administrator)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"{reverse('organise:upload', args=[upload.pk])}?{query}")
        assert len(page.content) < 60_000
        return len(lines(page.text)), len(queries)

    shown, cost = asked(1, "")
    assert shown == 1
    assert asked(120, "") == (50, cost)
    assert asked(120, "page=3") == (20, cost)
    assert asked(120, "word=m%20119") == (1, cost)
    assert asked(120, "page=99")[0] == 20
