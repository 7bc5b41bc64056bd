"""What stays of a session: notes that all write, and links."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from tests.domain.live.conftest import NOON, minutes

from peerloop.files.models import File
from peerloop.files.queries import files_seen_by
from peerloop.live.actions import attach_file, attach_link, keep_notes, remove_material
from peerloop.live.models import Material
from peerloop.live.queries import material_of, material_seen_by, notes_of
from peerloop.live.rules import Overtaken
from peerloop.schedule.actions import cancel_session, join_session, leave_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

URL = "https://slides.example.org/windows"


def test_notes_are_written_by_all_who_take_part(clock, lunch: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON)
    keep_notes(lunch, text="Frames default to range.\r\n", sequence=0, by=alice)
    notes = keep_notes(lunch, text="Frames default to range.\nUse rows.", sequence=1, by=bo)
    assert (notes.text, notes.by, notes.sequence) == ("Frames default to range.\nUse rows.", bo, 2)


def test_the_second_of_two_who_write_at_once_is_told(clock, lunch: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON + minutes(300))
    keep_notes(lunch, text="One", sequence=0, by=alice)
    with pytest.raises(Overtaken):
        keep_notes(lunch, text="Other", sequence=0, by=bo)
    assert notes_of(lunch).text == "One"


def test_the_same_text_is_no_new_version(clock, lunch: Session, alice: Member) -> None:
    clock.move_to(NOON)
    keep_notes(lunch, text="One", sequence=0, by=alice)
    assert keep_notes(lunch, text="One ", sequence=1, by=alice).sequence == 1


def test_nobody_else_writes_and_nobody_beforehand(clock, lunch: Session, alice: Member, dana: Member) -> None:
    with pytest.raises(ValidationError, match="begins later"):
        keep_notes(lunch, text="x", sequence=0, by=alice)
    clock.move_to(NOON)
    with pytest.raises(PermissionDenied):
        keep_notes(lunch, text="x", sequence=0, by=dana)
    with pytest.raises(ValidationError, match="Please keep it"):
        keep_notes(lunch, text="x" * 20_001, sequence=0, by=alice)


def test_a_link_is_kept_once(lunch: Session, alice: Member, bo: Member) -> None:
    made = attach_link(lunch, kind="slides", url=URL, title=" The  slides", by=bo)
    assert attach_link(lunch, kind="recording", url=URL, by=alice) == made
    assert [(one.title, one.url, one.kind) for one in material_of(lunch, alice)] == [("The slides", URL, "slides")]


@pytest.mark.parametrize(
    "url", ["", "slides", "javascript:alert(1)", "https://", "http://[", "data:text/html,x", "x" * 600]
)
def test_what_leads_nowhere_is_refused(lunch: Session, bo: Member, url: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        attach_link(lunch, kind="slides", url=url, by=bo)
    assert list(wrong.value.message_dict) == ["url"]


def test_who_put_it_there_and_who_leads_take_it_away(
    lunch: Session, alice: Member, bo: Member, charlie: Member
) -> None:
    own = attach_link(lunch, kind="other", url=URL, by=alice)
    with pytest.raises(PermissionDenied):
        remove_material(own, by=charlie)
    remove_material(own, by=bo)
    remove_material(own, by=alice)
    assert not Material.objects.exists()


def test_who_takes_no_part_sees_none_and_adds_none(lunch: Session, bo: Member, dana: Member) -> None:
    attach_link(lunch, kind="slides", url=URL, by=bo)
    assert list(material_seen_by(dana)) == []
    with pytest.raises(PermissionDenied):
        attach_link(lunch, kind="slides", url=URL, by=dana)


def test_nothing_is_added_to_what_is_cancelled(lunch: Session, bo: Member) -> None:
    cancel_session(lunch, by=bo)
    with pytest.raises(ValidationError, match="cancelled"):
        attach_link(lunch, kind="slides", url=URL, by=bo)


class Noting(BytesIO):
    """Bytes that note in how many transactions within the story's own they are read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.depths: set[int] = set()

    def read(self, size: int | None = -1) -> bytes:
        self.depths.add(len(connection.savepoint_ids))
        return super().read(size)


def test_nobody_waits_while_a_file_is_looked_at_and_written(lunch: Session, bo: Member) -> None:
    """On SQLite a transaction lets nobody else write, and a large file takes a while."""
    content = Noting(b"What I showed")
    attach_file(lunch, kind="slides", content=content, name="slides.txt", by=bo)
    assert content.depths == {len(connection.savepoint_ids)}


def test_a_file_is_for_those_who_take_part_also_for_who_joins_later(
    lunch: Session, alice: Member, bo: Member, dana: Member
) -> None:
    kept = attach_file(lunch, kind="slides", content=BytesIO(b"What I showed"), name="slides.txt", by=bo)
    assert kept.title == "slides.txt"
    assert list(files_seen_by(alice)) == [kept.file]
    assert list(files_seen_by(dana)) == []
    join_session(lunch, by=dana)
    leave_session(lunch, by=alice)
    assert list(files_seen_by(dana)) == [kept.file]
    assert list(files_seen_by(alice)) == []
    remove_material(kept, by=bo)
    assert not File.objects.exists()


def test_a_program_is_refused_on_its_field(lunch: Session, bo: Member) -> None:
    with pytest.raises(ValidationError) as wrong:
        attach_file(lunch, kind="slides", content=BytesIO(b"MZ" + b"x" * 100), name="slides.exe", by=bo)
    assert list(wrong.value.message_dict) == ["file"]
    assert not Material.objects.exists()
