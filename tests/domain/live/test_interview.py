"""Bo is interviewed by Alice, Charlie records it, and others listen."""

from __future__ import annotations

from datetime import time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.files.queries import files_seen_by
from peerloop.formats.shipped import SHIPPED
from peerloop.journal.models import Entry
from peerloop.live.actions import agree_to_share, attach_file, attach_link, remove_material, set_agenda
from peerloop.live.models import AgendaRole, Draft, Material
from peerloop.live.queries import material_of, material_seen_by, recordings_agreed
from peerloop.people.actions import depart
from peerloop.schedule.actions import join_session, leave_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@pytest.fixture
def interview(announced: Callable[..., Session], alice: Member, charlie: Member, dana: Member, bo: Member) -> Session:
    session = announced(alice, charlie, dana, local_time=time(15))
    set_agenda(session, SHIPPED["interview"], by=bo)
    return session


@pytest.fixture
def recording(interview: Session, charlie: Member) -> Material:
    return attach_file(interview, kind="recording", content=BytesIO(b"Once upon a time"), name="talk.txt", by=charlie)


def readers(material: Material, *members: Member) -> list[str]:
    return [one.name for one in members if material_seen_by(one).filter(pk=material.pk).exists()]


def test_the_recording_is_a_draft_between_the_two_until_both_say_yes(
    recording: Material, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    file = recording.file
    assert file is not None
    assert readers(recording, alice, bo, charlie, dana) == ["Alice", "Bo"]
    assert [files_seen_by(one).filter(pk=file.pk).exists() for one in (alice, bo, dana)] == [True, True, False]
    agree_to_share(recording, by=bo)
    agree_to_share(recording, by=bo)
    assert readers(recording, alice, bo, charlie, dana) == ["Alice", "Bo"]
    assert recordings_agreed([recording.pk]) == set()
    agree_to_share(recording, by=alice)
    assert readers(recording, alice, bo, charlie, dana) == ["Alice", "Bo", "Charlie", "Dana"]
    assert files_seen_by(dana).filter(pk=file.pk).exists()
    assert recordings_agreed([recording.pk]) == {recording.pk}
    assert [list(one.about) for one in Entry.objects.filter(verb="recording.shared")] == [sorted([alice.pk, bo.pk])]


def test_nobody_else_says_yes_for_them(recording: Material, charlie: Member, dana: Member) -> None:
    for other in (charlie, dana):
        with pytest.raises(PermissionDenied):
            agree_to_share(recording, by=other)


def test_who_joins_later_has_no_draft_and_the_two_keep_it(
    recording: Material, interview: Session, alice: Member, dana: Member, make_member: Callable[..., Member]
) -> None:
    eve = make_member("Eve")
    join_session(interview, by=eve)
    leave_session(interview, by=dana)
    assert recording.file is not None
    assert not files_seen_by(eve).filter(pk=recording.file.pk).exists()
    assert files_seen_by(alice).filter(pk=recording.file.pk).exists()


def test_each_of_the_two_takes_it_away(interview: Session, alice: Member, charlie: Member, dana: Member) -> None:
    made = attach_link(interview, kind="recording", url="https://example.org/talk", by=charlie)
    with pytest.raises(PermissionDenied):
        remove_material(made, by=dana)
    remove_material(made, by=alice)
    assert not Material.objects.exists()


def test_where_it_is_not_said_who_asks_it_is_not_kept(interview: Session, bo: Member) -> None:
    AgendaRole.objects.filter(code="interviewer").update(member=None)
    with pytest.raises(ValidationError) as refused:
        attach_link(interview, kind="recording", url="https://example.org/talk", by=bo)
    assert list(refused.value.message_dict) == ["kind"]
    assert not Material.objects.exists()


def test_slides_of_an_interview_and_recordings_of_a_lunch_are_for_all(
    interview: Session, lunch: Session, alice: Member, bo: Member, dana: Member
) -> None:
    attach_link(interview, kind="slides", url="https://example.org/slides", by=bo)
    attach_link(lunch, kind="recording", url="https://example.org/lunch", by=bo)
    assert not Draft.objects.exists()
    assert [one.url for one in material_of(interview, dana)] == ["https://example.org/slides"]
    assert [one.url for one in material_of(lunch, alice)] == ["https://example.org/lunch"]


def test_who_has_left_says_yes_no_more(recording: Material, bo: Member, alice: Member) -> None:
    depart(bo, by=None)
    bo.refresh_from_db()
    with pytest.raises(PermissionDenied):
        agree_to_share(recording, by=bo)
    agree_to_share(recording, by=alice)
    assert Draft.objects.get().shared_at is None
