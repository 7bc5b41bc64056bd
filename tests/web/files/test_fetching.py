"""A file is fetched by those who may have it, as a thing that runs nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PIL import Image

from peerloop.files.actions import grant, store_file
from peerloop.files.store import place_of
from peerloop.web.files.views import NOTHING_RUNS, ONLY_READ

AN_ARCHIVE = b"PK\x05\x06" + bytes(18)
"""An archive of nothing."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpResponse
    from django.test import Client

    from peerloop.files.models import File
    from peerloop.people.models import Member

FILM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(range(200))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> Iterator[None]:
    settings.DATA = tmp_path
    return


@pytest.fixture
def film(alice: Member, bo: Member) -> File:
    file = store_file(io.BytesIO(FILM), name="How “it” works.webm", by=alice)
    grant(file, [bo.pk], by=alice)
    return file


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_bo_watches_it_and_charlie_is_told_that_there_is_none(
    film: File, bo, charlie, client_of: Callable[[Member], Client]
) -> None:
    address = f"/files/{film.uid}"
    given = client_of(bo).get(address)
    assert (given.status_code, body(given)) == (200, FILM)
    assert given["Content-Type"] == "video/webm"
    assert given["Content-Disposition"] == "inline; filename*=utf-8''How%20%E2%80%9Cit%E2%80%9D%20works.webm"
    assert given["Content-Security-Policy"] == NOTHING_RUNS
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Cache-Control"] == "private, no-cache"
    foreign, missing = (client_of(charlie).get(one) for one in (address, f"/files/{uuid4()}"))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert {"ETag", "Last-Modified"} & set(foreign.headers) == set()


@pytest.mark.parametrize(
    ("asked", "status", "told", "came"),
    [
        ("bytes=0-", 206, f"bytes 0-{len(FILM) - 1}/{len(FILM)}", FILM),
        ("bytes=0-1", 206, f"bytes 0-1/{len(FILM)}", FILM[:2]),
        ("bytes=100-149", 206, f"bytes 100-149/{len(FILM)}", FILM[100:150]),
        ("bytes=-20", 206, f"bytes {len(FILM) - 20}-{len(FILM) - 1}/{len(FILM)}", FILM[-20:]),
        ("bytes=9999-", 416, f"bytes */{len(FILM)}", b""),
        ("bytes=9-3", 416, f"bytes */{len(FILM)}", b""),
        ("pages=1-2", 200, None, FILM),
    ],
)
def test_a_player_asks_for_a_part(asked, status, told, came, film: File, bo, client_of) -> None:
    given = client_of(bo).get(f"/files/{film.uid}", headers={"Range": asked})
    assert (given.status_code, given.headers.get("Content-Range"), body(given)) == (status, told, came)


def test_what_has_not_changed_is_not_sent_again(film: File, bo, client_of) -> None:
    first = client_of(bo).get(f"/files/{film.uid}")
    body(first)
    again = client_of(bo).get(f"/files/{film.uid}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")


def test_a_small_picture_is_for_whom_the_file_is(alice, bo, charlie, client_of, work) -> None:
    made = io.BytesIO()
    Image.new("RGB", (2000, 1000), "teal").save(made, "PDF")
    made.seek(0)
    file = store_file(made, name="slides.pdf", by=alice)
    assert client_of(alice).get(f"/files/{file.uid}/preview").status_code == 404
    work()
    grant(file, [bo.pk], by=alice)
    given = client_of(bo).get(f"/files/{file.uid}/preview")
    with Image.open(io.BytesIO(body(given))) as picture:
        assert (given["Content-Type"], picture.size) == ("image/jpeg", (640, 320))
    assert client_of(charlie).get(f"/files/{file.uid}/preview").status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (AN_ARCHIVE, "slides.pptx"),
        (b"\0\1", "page.html"),
        (AN_ARCHIVE + b"<script>", "page.html"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "drawing.svg"),
        (b"<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'/>", "page.xhtml"),
    ],
)
def test_what_no_browser_should_show_is_saved(content: bytes, name: str, alice, client_of) -> None:
    file = store_file(io.BytesIO(content), name=name, by=alice)
    given = client_of(alice).get(f"/files/{file.uid}")
    assert body(given) == content
    assert given["Content-Disposition"] == f'attachment; filename="{name}"'
    assert given["Content-Type"].startswith("application/")
    assert (given["X-Content-Type-Options"], given["Content-Security-Policy"]) == ("nosniff", NOTHING_RUNS)


def test_a_pdf_is_left_to_the_browsers_own_reader(alice, client_of) -> None:
    file = store_file(io.BytesIO(b"%PDF-1.7\n%\xe2\xe3"), name="slides.pdf", by=alice)
    given = client_of(alice).get(f"/files/{file.uid}")
    body(given)
    assert (given["Content-Type"], given["Content-Security-Policy"]) == ("application/pdf", ONLY_READ)


def test_a_picture_is_shown(alice, client_of) -> None:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    made.seek(0)
    given = client_of(alice).get(f"/files/{store_file(made, name='x.png', by=alice).uid}")
    assert (body(given)[:4], given["Content-Type"]) == (b"\x89PNG", "image/png")


def test_bytes_that_are_gone_are_a_404_like_any_other(film: File, bo, client_of) -> None:
    place_of(film.uid).unlink()
    assert client_of(bo).get(f"/files/{film.uid}").status_code == 404
