"""Alice brings a file, lets Bo have it, and takes it away again."""

from __future__ import annotations

import io
import os
import re
import resource
import zipfile
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from PIL import Image
from PIL.ExifTags import Base

from peerloop.files.actions import bring_file, copy_file, delete_file, grant, keep_file, revoke, store_file
from peerloop.files.archives import LONGEST_TABLE
from peerloop.files.handlers import sweep
from peerloop.files.models import File, Preview
from peerloop.files.pictures import MOST_PIXELS
from peerloop.files.queries import files_seen_by
from peerloop.files.rules import TooMany
from peerloop.files.store import everything, place_of, put, put_again
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> Iterator[None]:
    settings.DATA = tmp_path
    return


def a_picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form, **more)
    made.seek(0)
    return made


def notes(by: Member, text: bytes = b"What we agreed") -> File:
    return store_file(io.BytesIO(text), name="notes.txt", by=by)


def test_alice_brings_a_file_and_bo_may_have_it_until_she_takes_it_back(alice, bo, charlie) -> None:
    file = notes(alice)
    assert (file.name, file.kind, file.size) == ("notes.txt", "text/plain", 14)
    assert place_of(file.uid).read_bytes() == b"What we agreed"
    assert [list(files_seen_by(one)) for one in (alice, bo)] == [[file], []]

    grant(file, [bo.pk], by=alice)
    grant(file, [bo.pk], by=alice)
    assert [list(files_seen_by(one)) for one in (alice, bo, charlie)] == [[file], [file], []]
    revoke(file, [bo.pk], by=alice)
    assert list(files_seen_by(bo)) == []
    assert list(Entry.objects.filter(subject_type="files.file").order_by("pk").values_list("verb", flat=True)) == [
        "file.stored", "file.granted", "file.granted", "file.revoked",
    ]  # fmt: skip


def test_what_is_everybodys_is_not_theirs_whom_a_block_keeps_apart_nor_theirs_who_have_left(alice, bo, charlie) -> None:
    file = notes(alice)
    grant(file, [None], by=alice)
    grant(file, [None], by=alice)
    assert [list(files_seen_by(one)) for one in (bo, charlie)] == [[file], [file]]
    block(bo, alice)
    depart(charlie, by=None)
    assert [list(files_seen_by(one)) for one in (bo, charlie)] == [[], []]


def test_deleting_takes_the_bytes_when_it_holds(alice, django_capture_on_commit_callbacks) -> None:
    file = notes(alice)
    place = place_of(file.uid)
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file, by=alice)
        assert place.exists()
    assert not place.exists()
    assert File.objects.count() == 0


def test_what_a_failed_transaction_left_is_swept_away_after_a_day(alice) -> None:
    kept = notes(alice)
    brought = bring_file(io.BytesIO(b"Never said"), name="never.txt", by=alice)
    with transaction.atomic():
        keep_file(brought)
        transaction.set_rollback(True)
    (place_of(kept.uid).parent / "partial-x").write_bytes(b"half")
    assert len(everything()) == 3
    sweep({})
    assert len(everything()) == 3
    with clock.at(clock.now() + timedelta(days=2)):
        sweep({})
    assert everything() == [place_of(kept.uid)]


def test_a_picture_loses_where_it_was_taken_and_stands_upright(alice) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.ImageDescription] = "at home"
    file = store_file(a_picture(exif=exif), name="me.jpg", by=alice)
    with Image.open(place_of(file.uid)) as stored:
        assert (file.kind, stored.size, dict(stored.getexif())) == ("image/jpeg", (20, 40), {})
    assert b"at home" not in place_of(file.uid).read_bytes()


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
def test_pictures_that_move_go_on_moving(form: str, alice) -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(made, form, save_all=True, append_images=frames[1:], duration=80)
    made.seek(0)
    file = store_file(made, name="moving", by=alice)
    with Image.open(place_of(file.uid)) as stored:
        assert (stored.format, stored.n_frames) == (form, 3)


def test_a_polyglot_is_only_the_picture_that_it_shows(alice) -> None:
    made = io.BytesIO(a_picture("GIF").read() + b"<script>alert(1)</script>PK\x03\x04")
    file = store_file(made, name="polyglot.html", by=alice)
    assert file.kind == "image/gif"
    assert b"script" not in place_of(file.uid).read_bytes()


def an_archive(unpacked: int = 4) -> bytes:
    """Return an archive of one member, of so many zeros."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/slides.xml", bytes(unpacked))
    return made.getvalue()


def huge(pixels: int = 50_000) -> bytes:
    """A PNG that says it is so many pixels wide and high, in a few bytes."""
    small = bytearray(a_picture("PNG").read())
    small[16:24] = pixels.to_bytes(4) * 2
    small[29:33] = zlib.crc32(small[12:29]).to_bytes(4)
    return bytes(small)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b"MZ\x90\0", "This is a program, and Peerloop keeps none of those."),
        (b"\x7fELF\x02", "This is a program, and Peerloop keeps none of those."),
        (a_picture("PNG").read()[:60], "This picture cannot be read. Is it whole?"),
        (huge(), "This picture is too large. Please make it smaller, then try again."),
        (huge(8_000), "This picture is too large. Please make it smaller, then try again."),
        (a_picture("PNG", (1, MOST_PIXELS // 1000)).read()[:40], "This picture cannot be read. Is it whole?"),
    ],
    ids=["empty", "windows", "linux", "cut", "bomb", "large", "cut early"],
)
def test_what_is_not_kept_says_why_and_leaves_nothing(content: bytes, said: str, alice) -> None:
    with pytest.raises(ValidationError) as refused:
        store_file(io.BytesIO(content), name="x", by=alice)
    [message] = refused.value.message_dict["file"]
    assert message == said
    assert (File.objects.count(), everything()) == (0, [])


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<!doctype html><script>x</script>", "page.html", "application/octet-stream"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "drawing.svg", "application/octet-stream"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><svg/>", "notes.txt", "application/octet-stream"),
        (b"Read this first.\n< SVG onload=alert(1)>", "notes.txt", "application/octet-stream"),
        (b"if a < b and c > d: print('a<b')", "code.py", "text/plain"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "slides.pdf", "application/pdf"),
        (an_archive(), "slides.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (an_archive(), "slides.pdf", "application/zip"),
        (b"\0\1\2\3", "movie.mp4", "application/octet-stream"),
        ("größe".encode(), "a.bin", "text/plain"),
        (b"caf\xe9 au lait", "latin.txt", "application/octet-stream"),
        (
            b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm",
            "talk.mkv",
            "video/webm",
        ),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, name: str, kind: str, alice) -> None:
    assert store_file(io.BytesIO(content), name=name, by=alice).kind == kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\alice\\notes.txt", "notes.txt"),
        ("notes\u202etxt.exe", "notestxt.exe"),
        ("a\0b\r\nc.txt", "ab c.txt"),
        (".hidden", "hidden"),
        ("größe.txt", "größe.txt"),
        ("x" * 300 + ".pptx", "x" * 115 + ".pptx"),
    ],
)
def test_a_name_is_one_line_that_turns_nothing_around(given: str, kept: str, alice) -> None:
    assert store_file(io.BytesIO(b"x"), name=given, by=alice).name == kept


def test_a_file_without_a_name_is_asked_for_one(alice) -> None:
    with pytest.raises(ValidationError, match="no name"):
        store_file(io.BytesIO(b"x"), name="/..", by=alice)


def test_a_full_disk_says_so_and_leaves_nothing(alice, settings, tmp_path) -> None:
    room = os.statvfs(tmp_path)
    settings.FILES_RESERVE = room.f_frsize * room.f_blocks
    with pytest.raises(ValidationError, match="no room"):
        notes(alice)
    assert (File.objects.count(), everything()) == (0, [])


def test_a_disk_that_fills_while_it_is_written_to_says_so_and_leaves_nothing(alice) -> None:
    """There was room for it when it began; then the system refuses to write on, here after 64 KB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        with pytest.raises(ValidationError, match="no room"):
            put(io.BytesIO(bytes(1024**2)), uuid4())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert everything() == []


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", an_archive(100 * 1024**2)], ids=["broken", "bomb"])
def test_an_archive_that_unpacks_to_far_too_much_is_not_kept(content: bytes, alice) -> None:
    with pytest.raises(ValidationError, match=r"cannot be read|unpacks to far more"):
        store_file(io.BytesIO(content), name="slides.pptx", by=alice)
    assert (File.objects.count(), everything()) == (0, [])


class Watched(io.BytesIO):
    """Bytes that know how many of them were read at once, at most."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        got = super().read(size)
        self.most = max(self.most, len(got))
        return got


def test_a_table_of_far_too_many_members_is_not_even_read(alice) -> None:
    """300,000 members of nothing are 14 MB of table, and would take ten times that to count."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a", b"")
    local, table, end = re.split(rb"(?=PK\x01\x02|PK\x05\x06)", made.getvalue())
    tables = table * 300_000
    end = end[:8] + (0xFFFE).to_bytes(2, "little") * 2 + len(tables).to_bytes(4, "little") + end[16:]
    content = Watched(local + tables + end)
    with pytest.raises(ValidationError, match="unpacks to far more"):
        store_file(content, name="slides.pptx", by=alice)
    assert content.most <= LONGEST_TABLE
    assert (File.objects.count(), everything()) == (0, [])


def test_a_copy_stays_when_what_it_was_made_of_goes(alice, bo, django_capture_on_commit_callbacks) -> None:
    file = notes(alice)
    again = copy_file(file, by=bo)
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file, by=alice)
    assert (again.name, again.by, place_of(again.uid).read_bytes()) == ("notes.txt", bo, b"What we agreed")
    assert list(files_seen_by(alice)) == []


def test_the_worker_makes_a_small_picture_and_it_goes_with_the_file(
    alice, work, django_capture_on_commit_callbacks
) -> None:
    file = store_file(a_picture("PNG", (2000, 500)), name="wide.png", by=alice)
    work()
    small = place_of(Preview.objects.get(file=file).uid)
    with Image.open(small) as picture:
        assert (picture.format, picture.size) == ("JPEG", (640, 160))
    with clock.at(clock.now() + timedelta(days=2)):
        sweep({})
    assert small.exists()
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(file, by=alice)
    assert everything() == []


def test_what_has_no_picture_has_none_and_nothing_breaks(alice, work) -> None:
    store_file(io.BytesIO(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nbroken"), name="broken.pdf", by=alice)
    notes(alice)
    work()
    assert Preview.objects.count() == 0


def test_a_hundred_files_are_enough_for_a_day(alice) -> None:
    File.objects.bulk_create(File(name="x", kind="text/plain", size=1, by=alice) for _ in range(100))
    with pytest.raises(TooMany, match="tomorrow") as refused:
        notes(alice)
    assert 86_000 < refused.value.seconds <= 86_400
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert notes(alice).by == alice


def test_a_copy_is_not_swept_away_before_its_row_is_there(alice) -> None:
    """The recording has lain there for a week, and the sweep comes by while it is filed."""
    kept = notes(alice)
    os.utime(place_of(kept.uid), (0, 0))
    again = uuid4()
    put_again(kept.uid, again)
    sweep({})
    assert place_of(again).read_bytes() == place_of(kept.uid).read_bytes()
