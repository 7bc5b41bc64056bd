"""Any bytes at all: read or told, never raised; a page, never a 500; everything imported, or nothing.

``PEERLOOP_DRILL=full`` tries many more.
"""

from __future__ import annotations

import csv
import io
import os
import random
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.domain.intake.books import SHEET, book, with_part

from peerloop.intake.actions import Refused, apply_import, preview
from peerloop.intake.models import Import
from peerloop.intake.rules.faults import Faults, TooMuch
from peerloop.intake.rules.reading import check, look, read
from peerloop.people.models import Member, Team
from peerloop.skills.models import Need, Offer, Skill

if TYPE_CHECKING:
    from peerloop.people.models import Member as Person

FULL = os.environ.get("PEERLOOP_DRILL") == "full"
OFTEN = settings(
    max_examples=2000 if FULL else 60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
SELDOM = settings(OFTEN, max_examples=300 if FULL else 12)

HEADERS = [
    ["email", "name"],
    ["email", "name", "team", "manager_email", "hired_on", "languages", "offers", "needs", "external_id"],
    ["E-Mail", "Nachname", "Vorname", "Abteilung", "Vorgesetzter", "Eintritt"],
    ["email", "email", "name"],
    ["", "name"],
]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        "", "a@example.org", "b@example.org", "Zoë", "Rust:4", "Rust:4;SQL", "29.04.2024", "03/04/2024", "2024-02-30",
        "de;en", "Deutsch", "'=1+1", "=1+1", '"', "'", "\r\n", ";", "|", "\t", "\ufeff", "\u202e", "x" * 600, "1e999",
        "\ud800", "日本", "\x00", "99999999999999999999", "42",
    ]),
)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp1250",
                             "shift-jis", "utf-32", "utf-7"])  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A file as some program might write it: any encoding, separator, quoting and line end."""
    rows = [draw(st.sampled_from(HEADERS)), *draw(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=5))]
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=draw(st.sampled_from(",;\t|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    writer.writerows(rows)
    said = draw(st.sampled_from(["", "", "", "sep=;\r\n", '"sep=,"\n', "\n\n"]))
    return (said + out.getvalue()).encode(draw(ENCODINGS), "replace")


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """A workbook, its cells of any kind."""
    plain = CELLS.map(lambda text: "".join(sign for sign in text if sign.isprintable()))
    cells = st.one_of(plain, st.integers(), st.floats(), st.booleans(), st.none(), st.dates(), st.times())
    cells = cells.filter(lambda cell: cell == cell and cell not in {float("inf"), float("-inf")})
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=9), max_size=4))
    return book(draw(st.sampled_from(HEADERS)), *rows)


@st.composite
def damaged(draw: st.DrawFn, files: st.SearchStrategy[bytes]) -> bytes:
    """The file with some bytes changed, put in or missing, or cut off."""
    content = bytearray(draw(files))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _change in range(draw(st.integers(0, 6))):
        place = chance.randrange(len(content) + 1)
        content[place : place + chance.choice([0, 1, 1, 4])] = bytes(
            chance.choices(range(256), k=chance.choice([0, 1, 1, 3]))
        )
    return bytes(content[: len(content) if draw(st.booleans()) else chance.randrange(len(content) + 1)])


@st.composite
def damaged_inside(draw: st.DrawFn) -> bytes:
    """A workbook that is a sound archive, the XML of one of its parts damaged."""
    content = draw(books())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = draw(st.sampled_from([SHEET, SHEET, *sorted(archive.namelist())]))
        part = archive.read(name)
    return with_part(content, name, draw(damaged(st.just(part))))


FILES = st.one_of(
    texts(), books(), damaged(texts()), damaged(books()), damaged_inside(), st.binary(max_size=200),
    st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
)  # fmt: skip


@OFTEN
@given(FILES)
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    faults = Faults()
    table = read(content, faults)
    assert table.lines or faults.found
    assert all(fault.message and fault.line > 0 for fault in faults.found)
    numbers = [line.number for line in table.lines]
    assert numbers == sorted(set(numbers))
    look(content, headings={})
    with suppress(TooMuch):
        check(content)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf"]), min_size=1, max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@OFTEN
def test_what_was_written_is_what_is_read(rows: list[list[str]], sign: str, encoding: str, end: str) -> None:
    assume(not any(cell.startswith("'") for row in rows for cell in row))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator=end).writerows([["email", "name", "place"], *rows])
    for content in (out.getvalue().encode(encoding), book(["email", "name", "place"], *rows)):
        faults = Faults()
        table = read(content, faults)
        if content.startswith(b"PK") and any(cell.startswith("=") for row in rows for cell in row):
            continue  # a formula to a workbook, whose result nobody has worked out
        assert faults.found == []
        assert [list(line.cells.values()) for line in table.lines] == rows


def state() -> list[int]:
    """How many rows there are of whatever an import writes."""
    return [model.objects.count() for model in (Member, Team, Skill, Offer, Need, Import)]


@SELDOM
@given(FILES)
def test_any_bytes_come_in_as_a_whole_or_not_at_all(db: None, content: bytes) -> None:
    before = state()
    seen = preview(content, "people.csv")
    if seen.faults:
        with pytest.raises(Refused) as refused:
            apply_import(content, "people.csv", by=None)
        assert refused.value.preview.faults == seen.faults
        assert state() == before
        return
    done = apply_import(content, "people.csv", by=None)
    assert done.counts == seen.counts
    assert Member.objects.count() == before[0] + done.counts["new"]
    assert preview(content, "people.csv").changes_nothing


@SELDOM
@given(content=FILES)
def test_any_bytes_are_answered_with_a_page(content: bytes, organiser: Person) -> None:
    browser = Client()
    browser.force_login(organiser)
    before = state()
    answer = browser.post(reverse("organise:imports"), {"file": SimpleUploadedFile("people.csv", content)})
    assert answer.status_code in {303, 413}
    pages = []
    while answer.status_code == 303 and len(pages) < 4:
        pages.append(answer["Location"])
        answer = browser.get(answer["Location"])
    assert answer.status_code in {200, 413}
    if pages and pages[-1].endswith("/headings"):
        answer = browser.post(pages[-1], {"heading0": "email", "heading1": "name"})
        assert answer.status_code in {303, 422}
        if answer.status_code == 303:
            assert browser.get(answer["Location"]).status_code == 200
    assert state() == before


@pytest.mark.skipif(not FULL, reason="takes a minute: PEERLOOP_DRILL=full")
def test_a_hundred_thousand_rows_are_previewed(db: None) -> None:
    rows = "".join(f"m{number}@example.org,Member {number},Rust:4;SQL\n" for number in range(100_000))
    assert preview(f"email,name,offers\n{rows}".encode(), "people.csv").counts["new"] == 100_000
