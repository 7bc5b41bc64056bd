"""Bo interviews Charlie; and what stays of a session comes into the library with the yes of those who led it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.library.conftest import MONDAY, again, newest, reviewed

from peerloop.discussion.rules import TooOften
from peerloop.files.actions import store_file
from peerloop.files.models import File
from peerloop.files.queries import files_seen_by
from peerloop.formats.queries import format_by
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.library.actions import (
    agree,
    answer_interview,
    ask_another,
    ask_for_interview,
    ask_for_review,
    file_from_session,
    give_verdict,
    make_collection,
    move_up,
    publish,
    put_into,
    remove_collection,
    set_questions,
    take_consent_back,
    take_out,
    write_version,
)
from peerloop.library.actions.filing import key_of
from peerloop.library.models import Collection, Interview, Item, Origin, Resource
from peerloop.library.queries.listed import listed
from peerloop.library.queries.seen import collections_seen_by, interviews_seen_by, resources_seen_by, resources_with
from peerloop.library.queries.today import waiting_for
from peerloop.library.rules.states import Overtaken
from peerloop.live.actions import attach_file, keep_notes, remove_material, set_agenda
from peerloop.live.models import AgendaRole, Material
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import announce_session
from peerloop.schedule.models import Session
from peerloop.schedule.queries import in_full
from peerloop.search.queries import find

if TYPE_CHECKING:
    from peerloop.files.models import File as Stored
    from peerloop.people.models import Member

CLIP = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
TUESDAY = datetime(2026, 11, 24, 12, 5, tzinfo=UTC)


def a_clip(by: Member) -> Stored:
    return store_file(io.BytesIO(CLIP), name="talk.webm", by=by)


@pytest.fixture
def interview(bo: Member, charlie: Member) -> Interview:
    return ask_for_interview(by=bo, guest=charlie, title="How Charlie moved the warehouse")


def recorded(interview: Interview, by: Member) -> Resource:
    """Let it be recorded, with a transcript."""
    write_version(
        interview.resource, by=by, based_on=newest(interview.resource).number, title="How Charlie moved the warehouse",
        file=a_clip(by), transcript="0:05 It began at night.\nThen came the rain.", chapters="0:00 How it began",
    )  # fmt: skip
    return again(interview.resource)


def test_a_colleague_is_asked_says_yes_and_has_a_say(
    interview: Interview, bo: Member, charlie: Member, alice: Member
) -> None:
    assert [list(interviews_seen_by(one)) for one in (bo, charlie, alice)] == [[interview], [interview], []]
    assert "How did it begin?" in interview.questions.splitlines()
    assert list(resources_seen_by(charlie)) == []
    answer_interview(interview, by=charlie, yes=True)
    answer_interview(interview, by=charlie, yes=False)
    resource = recorded(interview, bo)
    assert list(resources_seen_by(charlie)) == [resource]

    review = ask_for_review(resource, alice, by=bo)
    give_verdict(review, by=alice, number=2, says="ready")
    with pytest.raises(ValidationError, match="waits until these have agreed: Charlie"):
        publish(resource, by=bo)
    with pytest.raises(PermissionDenied):
        agree(resource, by=bo)
    agree(resource, by=charlie)
    publish(resource, by=bo)
    assert [hit.subject for hit in find(alice, "rain", among=["resource"]).hits] == [resource.pk]


def test_who_said_no_is_not_asked_again_and_nobody_is_asked_without_end(
    interview: Interview, bo: Member, charlie: Member, dana: Member, alice: Member
) -> None:
    answer_interview(interview, by=charlie, yes=False)
    with pytest.raises(ValidationError, match="would rather not"):
        ask_another(interview, charlie, by=bo)
    ask_another(interview, dana, by=bo)
    with pytest.raises(ValidationError, match="would rather not"):
        ask_another(interview, charlie, by=bo)
    for number in range(28):
        ask_another(interview, (alice, dana)[number % 2], by=bo)
    with pytest.raises(TooOften):
        ask_another(interview, alice, by=bo)
    asked = Entry.objects.filter(verb="interview.asked")
    assert [asked.filter(about=[one.pk]).count() for one in (charlie, dana, alice)] == [1, 15, 14]


def test_consent_is_taken_back_at_once_and_given_again(
    interview: Interview, bo: Member, charlie: Member, alice: Member, dana: Member
) -> None:
    answer_interview(interview, by=charlie, yes=True)
    agree(interview.resource, by=charlie)
    resource = reviewed(recorded(interview, bo), bo, alice)
    file = File.objects.get()
    assert (list(resources_seen_by(dana)), list(files_seen_by(dana))) == ([resource], [file])
    take_consent_back(resource, by=charlie)
    for one in (dana, alice):  # who has reviewed it is a reader like all others
        assert (list(resources_seen_by(one)), list(files_seen_by(one))) == ([], [])
    assert find(dana, "warehouse", among=["resource"]).hits == ()
    assert again(resource).thread.open_to_all is False
    agree(resource, by=charlie)
    assert list(files_seen_by(dana)) == [file]


def test_whoever_blocks_whom_a_consent_can_be_taken_back(
    interview: Interview, bo: Member, charlie: Member, alice: Member, dana: Member
) -> None:
    """Bo has what he wanted and blocks Charlie; it is still Charlie's to say that nobody hears it any more."""
    answer_interview(interview, by=charlie, yes=True)
    agree(interview.resource, by=charlie)
    resource = reviewed(recorded(interview, bo), bo, alice)
    block(bo, charlie)
    assert (list(resources_seen_by(charlie)), list(resources_with(charlie))) == ([resource], [resource])
    take_consent_back(resource, by=charlie)
    assert list(resources_seen_by(dana)) == []


def test_a_yes_is_to_what_was_there_when_it_was_said(
    interview: Interview, bo: Member, charlie: Member, alice: Member
) -> None:
    """Charlie agrees to what he has said; then Bo puts other words into his mouth."""
    answer_interview(interview, by=charlie, yes=True)
    resource = recorded(interview, bo)
    agree(resource, by=charlie, number=2)
    resource = reviewed(resource, bo, alice)
    with clock.at(MONDAY + timedelta(hours=1)):
        write_version(
            resource, by=bo, based_on=2, title="How Charlie moved the warehouse", file=a_clip(bo),
            transcript="0:05 It was all Dana's fault.",
        )  # fmt: skip
        before = len(asked_for_a_yes())
        give_verdict(ask_for_review(resource, alice, by=bo), by=alice, number=3, says="ready")
        assert asked_for_a_yes()[before:] == [[charlie.pk]]
        with pytest.raises(ValidationError, match="waits until these have agreed: Charlie"):
            publish(resource, by=bo)
        assert again(resource).public is True  # what he has agreed to stays
        assert (waiting_for(charlie)["agree"], len(listed(charlie, which="agree", at_most=9))) == (1, 1)
        with pytest.raises(Overtaken):
            agree(resource, by=charlie, number=2)
        agree(resource, by=charlie, number=3)
        assert (waiting_for(charlie)["agree"], listed(charlie, which="agree", at_most=9)) == (0, [])
        assert publish(resource, by=bo).version.number == 3


def asked_for_a_yes() -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb="resource.consent_asked").order_by("pk")]


def test_nobody_is_published_who_has_not_said_yes(
    interview: Interview, bo: Member, charlie: Member, alice: Member
) -> None:
    """Charlie does not answer, then says no; Bo records him all the same, and Alice finds it ready."""
    resource = recorded(interview, bo)
    give_verdict(ask_for_review(resource, alice, by=bo), by=alice, number=2, says="ready")
    with pytest.raises(ValidationError, match="Charlie has not said yes"):
        publish(resource, by=bo)
    answer_interview(interview, by=charlie, yes=False)
    with pytest.raises(ValidationError, match="Charlie has not said yes"):
        publish(resource, by=bo)
    assert again(resource).public is False


def test_who_says_no_is_not_asked_why_and_another_is_asked(
    interview: Interview, bo: Member, charlie: Member, alice: Member, dana: Member
) -> None:
    with pytest.raises(PermissionDenied):
        answer_interview(interview, by=alice, yes=True)
    answer_interview(interview, by=charlie, yes=False)
    ask_another(interview, alice, by=bo)
    assert (list(interviews_seen_by(charlie)), list(interviews_seen_by(alice))) == ([], [interview])
    interview.refresh_from_db()
    answer_interview(interview, by=alice, yes=True)
    with pytest.raises(ValidationError, match="has said yes"):
        ask_another(interview, dana, by=bo)


def test_who_leaves_without_an_answer_is_not_waited_for(interview: Interview, bo: Member, charlie: Member) -> None:
    depart(charlie, by=None)
    assert Interview.objects.select_related("answer").get().answer.yes is False


def test_the_questions_are_chosen_and_worded(interview: Interview, bo: Member, charlie: Member) -> None:
    set_questions(interview, by=bo, questions=" How  was it? \n\n And then?\n")
    interview.refresh_from_db()
    assert interview.questions == "How was it?\nAnd then?"
    with pytest.raises(ValidationError, match="at most 40"):
        set_questions(interview, by=bo, questions="Why?\n" * 41)
    with pytest.raises(ValidationError) as refused:
        ask_for_interview(by=bo, guest=bo, title="Myself")
    assert list(refused.value.message_dict) == ["guest"]


@pytest.fixture
def lunch(alice: Member, bo: Member) -> Session:
    """Alice and Bo lead a lunch & learn on Tuesday."""
    made = announce_session(
        kind="lunch_and_learn", title="Window functions", by=bo, teachers=[bo, alice], local_date=date(2026, 11, 24),
        local_time=time(12), zone="UTC", minutes=45,
    )  # fmt: skip
    return in_full(Session.objects.all()).get(pk=made.pk)


def test_the_notes_are_filed_with_the_yes_of_all_who_led(
    lunch: Session, alice: Member, bo: Member, charlie: Member
) -> None:
    with clock.at(TUESDAY):
        keep_notes(lunch, text="ROW_NUMBER counts from one.", sequence=0, by=bo)
        for nobody in (charlie,):
            with pytest.raises(PermissionDenied):
                file_from_session(lunch, by=nobody, what="notes")
        resource = file_from_session(lunch, by=bo, what="notes")
        assert file_from_session(lunch, by=bo, what="notes") == resource
        assert (newest(resource).title, newest(resource).text) == ("Window functions", "ROW_NUMBER counts from one.")
        give_verdict(ask_for_review(resource, charlie, by=bo), by=charlie, number=1, says="ready")
        with pytest.raises(ValidationError, match="Alice"):
            publish(resource, by=bo)
        agree(resource, by=alice)
        publish(resource, by=bo)
    assert list(resources_seen_by(charlie)) == [resource]


def test_a_recording_is_filed_and_stays_when_the_session_loses_it(
    lunch: Session, bo: Member, django_capture_on_commit_callbacks
) -> None:
    with clock.at(TUESDAY):
        material = attach_file(lunch, kind="recording", content=io.BytesIO(CLIP), name="lunch.webm", by=bo)
        never_there = f"material-{material.pk + 1}"
        assert Resource.objects.count() == 0
        resource = file_from_session(lunch, by=bo, what=key_of(material))
        with django_capture_on_commit_callbacks(execute=True):
            remove_material(material, by=bo)
    kept = newest(resource)
    assert (resource.kind, kept.file.name, Material.objects.count()) == ("video", "lunch.webm", 0)
    for gone in (never_there, "material-x", "notes"):
        with clock.at(TUESDAY), pytest.raises(ValidationError):
            file_from_session(lunch, by=bo, what=gone)


def test_the_recording_of_an_interview_is_kept_as_a_draft_by_itself(lunch: Session, alice: Member, bo: Member) -> None:
    form = format_by("interview")
    assert form is not None
    set_agenda(lunch, form, by=bo)
    for code, member in (("guest", alice), ("interviewer", bo)):
        AgendaRole.objects.filter(code=code).update(member=member)
    with clock.at(TUESDAY):
        attach_file(lunch, kind="recording", content=io.BytesIO(CLIP), name="talk.webm", by=bo)
    [resource] = Resource.objects.all()
    assert (resource.kind, resource.by, resource.public, Origin.objects.get().session) == (
        "interview", bo, False, lunch,
    )  # fmt: skip
    assert list(resource.contributors.values_list("member", "part")) == [
        (bo.pk, "author"), (alice.pk, "interviewed"),
    ]  # fmt: skip


def test_a_collection_in_its_own_order(published: Resource, alice: Member, bo: Member, charlie: Member) -> None:
    from peerloop.library.actions import begin_resource

    other = reviewed(begin_resource(by=bo, kind="tip", title="Use a profiler", text="Any"), bo, charlie)
    shelf = make_collection(by=charlie, title="  Making it  fast ", about="Where to begin")
    for one in (published, other, other):
        put_into(shelf, one, by=charlie)
    move_up(shelf, other, by=charlie)
    assert (shelf.title, [one.resource for one in Item.objects.all()]) == ("Making it fast", [other, published])
    for act in (put_into, take_out, move_up):
        with pytest.raises(PermissionDenied):
            act(shelf, published, by=bo)
    take_out(shelf, other, by=charlie)
    assert [hit.subject for hit in find(bo, "making fast", among=["collection"]).hits] == [shelf.pk]
    assert list(collections_seen_by(bo)) == [shelf]
    remove_collection(shelf, by=charlie)
    assert (Collection.objects.count(), Resource.objects.count()) == (0, 2)
    assert find(bo, "making fast", among=["collection"]).hits == ()
