"""Files that are small and unpack to much, or say less than they are: 413 with the limit in words, nothing kept."""

from __future__ import annotations

import io
import os
import resource
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.domain.intake.books import MAIN, SHEET, book, with_part, with_sheet, with_words

from peerloop.intake.models import Upload
from peerloop.intake.rules import columns, sheets
from peerloop.intake.rules.faults import Faults
from peerloop.intake.rules.reading import read
from peerloop.web.uploads import Bounded

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

MB = 1024 * 1024


def give(browser: Client, content: bytes, name: str = "people.xlsx") -> HttpResponse:
    return browser.post(reverse("organise:imports"), {"file": SimpleUploadedFile(name, content)})


def zeros(megabytes: int, name: str = SHEET) -> bytes:
    return with_part(book(["email", "name"]), name, b"0" * megabytes * MB)


def lying(content: bytes, size: int) -> bytes:
    """The archive, its sheet said to unpack to ``size`` bytes only, in both places that say so."""
    changed = bytearray(content)
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET)
    struct.pack_into("<L", changed, info.header_offset + 22, size)
    place = content.rindex(SHEET.encode()) - 46 + 24
    struct.pack_into("<L", changed, place, size)
    return bytes(changed)


def nested() -> bytes:
    """An archive in an archive in an archive, each with ten of the next."""
    content = b"0" * MB
    for _depth in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for number in range(10):
                made.writestr(f"{number}.zip", content)
        content = out.getvalue()
    return with_part(book(["email", "name"]), "xl/embeddings/1.zip", content)


def many_parts() -> bytes:
    out = io.BytesIO(book(["email", "name"]))
    with zipfile.ZipFile(out, "a") as made:
        for number in range(columns.PARTS + 1):
            made.writestr(f"xl/{number}.bin", b"")
    return out.getvalue()


def rows(many: int, cells: str = "<c><v>1</v></c><c><v>2</v></c>") -> bytes:
    return with_sheet(f"<row>{cells}</row>" * many)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of the real limits, so that what lies beyond them is quickly made; a drill takes the real ones."""
    if os.environ.get("PEERLOOP_DRILL") != "full":
        for name in ("ROWS", "UNPACKED", "WORDS_UNPACKED"):
            monkeypatch.setattr(columns, name, getattr(columns, name) // 20)
        monkeypatch.setattr(columns, "SMALL_PART", MB)
        monkeypatch.setattr(sheets, "MOST_ROWS", sheets.MOST_ROWS // 20)


def beyond(limit: int) -> int:
    """Whole megabytes, one more than ``limit`` bytes are."""
    return limit // MB + 1


BOMBS = {
    "one part": (lambda: zeros(beyond(columns.UNPACKED)), "unpacks to"),
    "several parts": (
        lambda: with_part(with_part(zeros(third()), "xl/a.bin", b"0" * third() * MB), "xl/b.bin", b"0" * third() * MB),
        "unpacks to",
    ),
    "styles": (lambda: zeros(beyond(columns.SMALL_PART), "xl/styles.xml"), "unpacks to"),
    "texts": (lambda: zeros(beyond(columns.WORDS_UNPACKED), "xl/sharedStrings.xml"), "unpacks to"),
    "parts": (many_parts, "parts; at most 2000"),
    "one row": (lambda: with_sheet(f"<row>{'<c/>' * 500_000}</row>"), "larger than 1 MB"),
    "one text": (lambda: with_words(with_sheet("<row/>"), f"<si>{'<r/>' * 500_000}</si>"), "larger than 1 MB"),
    "before the rows": (
        lambda: with_part(book(["a"]), SHEET, f'<worksheet xmlns="{MAIN}">{"<col/>" * 300_000}'.encode()),
        "larger than 1 MB",
    ),
    "too wide": (lambda: with_sheet('<row><c r="XFD1"><v>1</v></c></row>'), "more than 200 columns"),
    "too wide a text": (lambda: b"a," * 201 + b"\n1\n", "more than 200 columns"),
    "too many rows": (lambda: rows(columns.ROWS + 3), "more than {rows} rows"),
    "too many empty rows": (lambda: with_sheet("<row></row>" * (sheets.MOST_ROWS + 1)), "even if empty"),
    "a million rows": (lambda: b"email,name\n" + b"a@x.org,A\n" * 1_000_000, "more than {rows} rows"),
    "a million rows, cr": (lambda: b"a;b\r" + b"1;2\r" * 1_000_000, "more than {rows} rows"),
    "a million in UTF-16": (lambda: ("a,b\n" + "1,2\n" * 1_000_000).encode("utf-16"), "more than {rows} rows"),
}  # fmt: skip


def third() -> int:
    return beyond(columns.UNPACKED // 3)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_that_is_too_much_is_refused_with_its_limit_and_nothing_is_kept(
    bomb: str, limits: None, organiser: Member, client_of: ClientOf
) -> None:
    made, words = BOMBS[bomb]
    content, told = made(), words.format(rows=f"{columns.ROWS:,}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = give(client_of(organiser), content)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert (answer.status_code, told in answer.text) == (413, True)
    assert grown < 250
    assert list(Upload.objects.all()) == []
    faults = Faults()
    read(content, faults)
    assert told in faults.found[-1].message


@pytest.mark.parametrize(
    "content",
    [
        lambda: lying(rows(1000), 100),
        lambda: lying(rows(10), 2**31),
        nested,
        lambda: with_sheet('<row r="1048576"><c r="XFD1048576"/></row>'),
        lambda: with_sheet("<row><c><v>1</v></c></row>").replace(b"deflate", b"\0\0"),
    ],
)
def test_what_lies_about_its_size_or_hides_an_archive_costs_nothing(
    content, organiser: Member, client_of: ClientOf
) -> None:
    browser = client_of(organiser)
    answer = give(browser, content())
    assert answer.status_code in {303, 413}
    if answer.status_code == 303:
        assert browser.get(answer["Location"]).status_code == 200


def test_a_sheet_that_says_it_has_a_million_rows_and_has_three_is_read(organiser: Member, client_of: ClientOf) -> None:
    named = [["email", "name"], ["a@x.org", "A"], ["b@x.org", "B"]]
    data = "".join("<row>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in cells) + "</row>" for cells in named)
    said = f'<dimension ref="A1:XFD1048576"/><sheetData>{data}<row r="1048576"/></sheetData>'
    content = with_part(book(["a"]), SHEET, f'<worksheet xmlns="{MAIN}">{said}</worksheet>'.encode())
    browser = client_of(organiser)
    assert "2 people join" in browser.get(give(browser, content)["Location"]).text


def test_a_file_that_goes_on_is_refused_while_it_comes_in() -> None:
    """Whatever its form says of its length."""
    bound = Bounded()
    bound.handle_raw_input(io.BytesIO(), {}, 100, "x")
    piece = b"x" * MB
    for number in range(settings.FILE_MOST // MB):
        assert bound.receive_data_chunk(piece, number * MB) == piece
    with pytest.raises(RequestDataTooBig):
        bound.receive_data_chunk(b"x", settings.FILE_MOST)
    several = Bounded()
    several.receive_data_chunk(piece * 20, 0)
    with pytest.raises(RequestDataTooBig):
        several.receive_data_chunk(piece + b"x", 0)


def test_a_file_beyond_the_limit_is_refused_with_the_limit(organiser: Member, client_of: ClientOf) -> None:
    answer = give(client_of(organiser), b"x" * (columns.BYTES + 1), "people.csv")
    assert (answer.status_code, "A file may have 20 MB" in answer.text) == (413, True)
    assert list(Upload.objects.all()) == []


@pytest.mark.parametrize("length", ["1", "100", "-5", "many"])
def test_a_length_that_lies_breaks_nothing(length: str, organiser: Member, client_of: ClientOf) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\n\r\nemail,name\r\n'
    body += b"a@x.org,A\r\n" * 200_000 + b"--x--\r\n"
    browser = client_of(organiser)
    browser.raise_request_exception = False
    answer = browser.generic(
        "POST", reverse("organise:imports"), body, "multipart/form-data; boundary=x", CONTENT_LENGTH=length
    )
    assert answer.status_code in {400, 413, 422}
    assert list(Upload.objects.all()) == []
