"""From Alice's draft to what everybody reads: Bo reviews it, and every version is kept."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.library.conftest import MONDAY, again, newest, reviewed

from peerloop.discussion.actions import say
from peerloop.discussion.queries import threads_seen_by
from peerloop.discussion.rules import TooOften
from peerloop.files.actions import store_file
from peerloop.files.models import File
from peerloop.files.queries import files_seen_by
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.library.actions import (
    add_author,
    ask_for_review,
    ask_to_look_again,
    begin_resource,
    delete_draft,
    give_review_back,
    give_verdict,
    leave_resource,
    publish,
    put_back,
    still_holds,
    withdraw_resource,
    write_version,
)
from peerloop.library.models import Resource, Review, Verdict, Version
from peerloop.library.queries.page import page
from peerloop.library.queries.seen import resources_seen_by, resources_written_by, reviews_asked_of, versions_seen_by
from peerloop.library.rules.states import Overtaken
from peerloop.people.actions import block, depart
from peerloop.recognition.models import Contribution
from peerloop.search.queries import find

if TYPE_CHECKING:
    from peerloop.people.models import Member


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def found(reader: Member, words: str) -> list[int]:
    return [hit.subject for hit in find(reader, words, among=["resource"]).hits]


def numbers(reader: Member) -> list[int]:
    return list(versions_seen_by(reader).order_by("number").values_list("number", flat=True))


def test_a_draft_is_its_authors_until_a_peer_is_asked_and_everybodys_when_it_is_published(
    draft: Resource, alice: Member, bo: Member, charlie: Member
) -> None:
    assert [list(resources_seen_by(one)) for one in (alice, bo, charlie)] == [[draft], [], []]
    with pytest.raises(ValidationError, match="A peer looks at it first"):
        publish(draft, by=alice)
    review = ask_for_review(draft, bo, by=alice)
    assert ask_for_review(draft, bo, by=alice) == review
    assert [list(resources_seen_by(one)) for one in (alice, bo, charlie)] == [[draft], [draft], []]
    assert (list(reviews_asked_of(bo)), found(charlie, "flame graph")) == ([review], [])

    give_verdict(review, by=bo, number=1, says="ready", word="I learned something.")
    assert [list(resources_seen_by(one)) for one in (alice, bo, charlie)] == [[draft], [draft], []]
    publish(draft, by=alice)
    publish(draft, by=alice)
    assert list(resources_seen_by(charlie)) == [draft]
    assert found(charlie, "plateaus") == [draft.pk]
    given = Contribution.objects.values_list("member", "kind", "source")
    assert list(given) == [(alice.pk, "resource", draft.pk)]  # in her own ledger, which she alone sees
    assert (told("review.asked"), told("review.answered"), told("resource.published")) == (
        [[bo.pk]], [[alice.pk]], [[alice.pk]],
    )  # fmt: skip


def test_a_peer_who_wants_changes_says_which_and_is_asked_again(
    draft: Resource, alice: Member, bo: Member, charlie: Member
) -> None:
    review = ask_for_review(draft, bo, by=alice)
    with pytest.raises(ValidationError, match="Say what should change"):
        give_verdict(review, by=bo, number=1, says="changes", word="  ")
    give_verdict(review, by=bo, number=1, says="changes", word="What is a plateau?")
    assert give_verdict(review, by=bo, number=1, says="ready").says == "changes"  # answered once
    give_verdict(ask_for_review(draft, charlie, by=alice), by=charlie, number=1, says="ready")
    with pytest.raises(ValidationError, match="asked for changes first"):
        publish(draft, by=alice)  # one who asks for changes outweighs one who does not
    write_version(draft, by=alice, based_on=1, title="Reading a flame graph", text="A plateau is a flat, wide top.")
    with pytest.raises(ValidationError, match="A peer looks at it first"):
        publish(draft, by=alice)
    assert reviewed(draft, alice, bo).public


def test_what_changes_while_a_peer_reads_has_to_be_read_too(draft: Resource, alice: Member, bo: Member) -> None:
    review = ask_for_review(draft, bo, by=alice)
    write_version(draft, by=alice, based_on=1, title="Reading a flame graph", text="Narrow is slow.")
    with pytest.raises(Overtaken):
        give_verdict(review, by=bo, number=1, says="ready")
    review.refresh_from_db()
    assert (review.version.number, Verdict.objects.count()) == (2, 0)
    give_verdict(review, by=bo, number=2, says="ready")
    publish(draft, by=alice)
    assert again(draft).current == newest(draft)


def test_a_published_version_stays_until_the_next_is_reviewed_and_both_are_kept(
    published: Resource, alice: Member, bo: Member, charlie: Member
) -> None:
    write_version(published, by=alice, based_on=1, title="Reading flame graphs", text="Wide is slow.")
    stands = again(published)
    assert stands.current is not None
    assert (stands.current.number, numbers(charlie), numbers(alice), numbers(bo)) == (1, [1], [1, 2], [1])
    reviewed(published, alice, bo)
    assert (numbers(charlie), found(charlie, "graphs")) == ([1, 2], [published.pk])


def test_two_write_at_once_and_the_second_is_shown_both(draft: Resource, alice: Member, charlie: Member) -> None:
    add_author(draft, charlie, by=alice)
    write_version(draft, by=alice, based_on=1, title="Flame graphs", text="By Alice")
    with pytest.raises(Overtaken):
        write_version(draft, by=charlie, based_on=1, title="Flame graphs", text="By Charlie")
    same = write_version(draft, by=charlie, based_on=1, title="Flame graphs", text="By Alice")
    assert same == newest(draft)  # who writes the very same has not been overtaken
    write_version(draft, by=charlie, based_on=2, title="Flame graphs", text="By both")
    assert [one.text for one in Version.objects.order_by("number")][1:] == ["By Alice", "By both"]


def test_nothing_is_reviewed_that_lacks_what_it_is_about_or_its_sources(alice: Member, bo: Member) -> None:
    made = begin_resource(by=alice, kind="course", title="Rust in a week", rests_on="sources")
    with pytest.raises(ValidationError) as refused:
        ask_for_review(made, bo, by=alice)
    assert sorted(refused.value.message_dict) == ["sources", "url"]
    write_version(
        made, by=alice, based_on=1, title="Rust in a week", url="https://example.org/rust", rests_on="sources",
        sources="The Rust book, chapter 4",
    )  # fmt: skip
    assert ask_for_review(made, bo, by=alice).version.number == 2


def test_a_peer_is_no_manager_no_report_and_nobody_who_has_a_part_in_it(
    draft: Resource, alice: Member, dana: Member, charlie: Member, bo: Member
) -> None:
    add_author(draft, charlie, by=alice)
    block(bo, alice)
    for asked in (dana, charlie, bo):
        with pytest.raises(ValidationError) as refused:
            ask_for_review(draft, asked, by=alice)
        assert list(refused.value.message_dict) == ["colleague"]


def test_a_review_can_be_given_back_without_a_reason(draft: Resource, alice: Member, bo: Member) -> None:
    give_review_back(ask_for_review(draft, bo, by=alice), by=bo)
    assert (Review.objects.count(), list(resources_seen_by(bo)), told("review.given_back")) == (0, [], [[alice.pk]])


def test_the_file_is_for_whom_the_version_is(draft: Resource, alice: Member, bo: Member, charlie: Member) -> None:
    def sees(file: File) -> list[bool]:
        return [files_seen_by(one).filter(pk=file.pk).exists() for one in (alice, bo, charlie)]

    first = store_file(io.BytesIO(b"First"), name="notes.txt", by=alice)
    write_version(draft, by=alice, based_on=1, title="Flame graphs", text="See the file.", file=first)
    assert sees(first) == [True, False, False]
    review = ask_for_review(draft, bo, by=alice)
    assert sees(first) == [True, True, False]
    give_verdict(review, by=bo, number=2, says="ready")
    publish(draft, by=alice)
    second = store_file(io.BytesIO(b"Second"), name="notes.txt", by=alice)
    write_version(draft, by=alice, based_on=2, title="Flame graphs", text="See the file.", file=second)
    assert (sees(first), sees(second)) == ([True, True, True], [True, False, False])
    withdraw_resource(draft, by=alice, word="Out of date")
    assert sees(first) == [True, False, False]
    with pytest.raises(PermissionDenied):
        begin_resource(by=charlie, kind="document", title="Mine", file=first)


def test_withdrawn_with_its_comments_and_put_back(
    published: Resource, alice: Member, bo: Member, charlie: Member, dana: Member, moderator: Member
) -> None:
    thread = published.thread
    assert thread is not None
    post = say(thread, by=charlie, text="This saved my week.")
    for nobody in (charlie, bo):
        with pytest.raises(PermissionDenied):
            withdraw_resource(published, by=nobody, word="I do not like it")
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_resource(published, by=alice, word=" ")
    withdraw_resource(published, by=alice, word="The tool is gone")
    withdraw_resource(published, by=alice, word="Twice")
    assert (list(resources_seen_by(charlie)), found(charlie, "flame"), told("resource.withdrawn")) == (
        [], [], [[alice.pk]],
    )  # fmt: skip
    # Who had something to say still reads it, nobody else does.
    assert [threads_seen_by(one).filter(pk=thread.pk).exists() for one in (charlie, dana)] == [True, False]
    assert post.text == "This saved my week."
    put_back(published, by=alice)
    assert list(resources_seen_by(dana)) == [published]
    withdraw_resource(published, by=moderator, word="It names a customer")
    with pytest.raises(PermissionDenied):
        put_back(published, by=alice)
    put_back(published, by=moderator)
    assert again(published).public


def test_what_a_moderator_withdrew_is_not_published_again_by_its_author(
    published: Resource, alice: Member, bo: Member, moderator: Member
) -> None:
    withdraw_resource(published, by=moderator, word="It names a customer")
    with pytest.raises(ValidationError, match="Whoever withdrew it can put it back"):
        publish(published, by=alice)
    write_version(published, by=alice, based_on=1, title="Reading a flame graph", text="Without the customer.")
    with pytest.raises(ValidationError, match="Whoever withdrew it can put it back"):
        reviewed(published, alice, bo)
    offered = page(alice, published.pk)
    assert offered is not None
    assert (again(published).public, offered.to_review, offered.ready_to_publish) == (False, False, False)

    put_back(published, by=moderator)
    publish(published, by=alice)
    assert (again(published).public, again(published).current) == (True, newest(published))


def test_what_somebody_withdrew_who_has_left_comes_back_once_a_peer_finds_it_ready(
    published: Resource, alice: Member, bo: Member, moderator: Member
) -> None:
    withdraw_resource(published, by=moderator, word="It names a customer")
    write_version(published, by=alice, based_on=1, title="Reading a flame graph", text="Without the customer.")
    depart(moderator, by=None)
    reviewed(published, alice, bo)
    assert (again(published).public, again(published).current) == (True, newest(published))


def test_a_draft_is_thrown_away_with_its_file_and_what_was_published_is_not(
    published: Resource, alice: Member, bo: Member
) -> None:
    file = store_file(io.BytesIO(b"Words"), name="notes.txt", by=alice)
    made = begin_resource(by=alice, kind="document", title="Never mind", file=file)
    with pytest.raises(PermissionDenied):
        delete_draft(made, by=bo)
    delete_draft(made, by=alice)
    assert (list(Resource.objects.all()), File.objects.count()) == ([published], 0)
    with pytest.raises(ValidationError, match="withdraw it instead"):
        delete_draft(published, by=alice)


def test_it_is_looked_at_again_when_its_day_comes_and_again_after_the_next(published: Resource, alice: Member) -> None:
    assert again(published).look_again_on == date(2027, 11, 23)
    assert ask_to_look_again() == 0
    with clock.at(MONDAY + timedelta(days=365)):
        assert (ask_to_look_again(), ask_to_look_again(), told("resource.due")) == (1, 0, [[alice.pk]])
        with pytest.raises(ValidationError, match="a day to come"):
            still_holds(published, by=alice, until=date(2027, 11, 23))
        still_holds(published, by=alice, until=date(2027, 12, 24))
    with clock.at(MONDAY + timedelta(days=396)):
        assert (ask_to_look_again(), again(published).asked_at is not None) == (1, True)


def test_who_leaves_answers_no_questions_and_reviews_nothing_any_more(
    draft: Resource, published: Resource, alice: Member, bo: Member, charlie: Member
) -> None:
    add_author(published, charlie, by=alice)
    other = begin_resource(by=charlie, kind="tip", title="Another", text="Words")
    ask_for_review(other, bo, by=charlie)
    depart(bo, by=None)
    depart(alice, by=None)
    assert (Review.objects.filter(version__resource=other).count(), again(published).ask) == (0, charlie)
    assert list(resources_seen_by(charlie).order_by("pk")) == [published, other]
    assert list(resources_seen_by(alice)) == []


def test_whom_a_block_keeps_apart_sees_nothing_of_it(published: Resource, alice: Member, charlie: Member) -> None:
    block(charlie, alice)
    assert (list(resources_seen_by(charlie)), list(versions_seen_by(charlie))) == ([], [])
    assert found(charlie, "flame graph") == []


def test_the_last_author_does_not_leave_it_alone(draft: Resource, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="only one who writes it"):
        leave_resource(draft, by=alice)
    add_author(draft, charlie, by=alice)
    leave_resource(draft, by=alice)
    assert (list(resources_written_by(alice)), list(resources_written_by(charlie))) == ([], [draft])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \u202e?! "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "Rust", "text": "x" * 20_001}, "text"),
        ({"title": "Rust", "url": "javascript:alert(1)"}, "url"),
        ({"title": "Rust", "url": "http://"}, "url"),
        ({"title": "Rust", "url": "data:text/html,x"}, "url"),
        ({"title": "Rust", "minutes": -1}, "minutes"),
        ({"title": "Rust", "rests_on": "rumours"}, "rests_on"),
        ({"title": "Rust", "chapters": "It begins"}, "chapters"),
        ({"title": "Rust", "kind": "virus"}, "kind"),
        ({"title": "Rust", "kind": "guest", "contact": ""}, "contact"),
    ],
)
def test_what_cannot_be_kept_says_why_at_its_field_and_keeps_nothing(alice: Member, said: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        begin_resource(by=alice, **{"kind": "tip", **said})
    assert (list(refused.value.message_dict), Resource.objects.count()) == ([field], 0)


def test_a_name_that_turns_around_and_a_nul_are_taken_out(alice: Member) -> None:
    made = begin_resource(by=alice, kind="tip", title="Rust\u202e\0 tips", text="a\0b")
    assert (newest(made).title, newest(made).text) == ("Rust tips", "ab")


def test_twice_is_once_and_thirty_in_a_day_are_enough(alice: Member) -> None:
    uid = "0b8f7c7e-7d4c-4b1f-9d3e-1f1f6f0a9b11"
    first = begin_resource(by=alice, kind="tip", title="Rust", uid=uid)
    assert begin_resource(by=alice, kind="tip", title="Rust", uid=uid) == first
    for number in range(29):
        begin_resource(by=alice, kind="tip", title=f"Tip {number}")
    with pytest.raises(TooOften) as refused:
        begin_resource(by=alice, kind="tip", title="One more")
    assert refused.value.seconds == 86_400
