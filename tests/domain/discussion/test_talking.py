"""Alice says something, Bo answers, Charlie is no part of it, and Fay keeps it in order."""

from __future__ import annotations

import io
from datetime import timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.discussion.actions import (
    change,
    close_thread,
    hide,
    mark_read,
    open_thread,
    react,
    save_draft,
    say,
    seat,
    show_again,
    take_back,
    take_reaction_back,
    unseat,
)
from peerloop.discussion.models import Draft, Post
from peerloop.discussion.queries import posts_seen_by, talk, threads_seen_by, unread
from peerloop.discussion.rules import MOST, LooksSecret, TooOften, looks_secret, mentioned
from peerloop.files.actions import store_file
from peerloop.files.models import File
from peerloop.files.queries import files_seen_by
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block, depart
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread


def words(thread: Thread, reader: Member) -> list[str | None]:
    return [one.post.text if one.readable else None for one in talk(thread, reader).posts]


def a_file(by: Member) -> File:
    return store_file(io.BytesIO(b"What we agreed"), name="notes.txt", by=by)


def test_who_sits_there_reads_and_writes_and_nobody_else(thread, alice, bo, charlie) -> None:
    said = say(thread, by=alice, text="How do you begin?\r\n")
    answer = say(thread, by=bo, text="With a question.", quotes=said)
    assert words(thread, alice) == ["How do you begin?", "With a question."]
    assert talk(thread, alice).posts[1].quoted == said
    assert answer.quotes == said
    assert list(threads_seen_by(charlie)) == []
    assert list(posts_seen_by(charlie)) == []
    with pytest.raises(PermissionDenied):
        say(thread, by=charlie, text="May I?")


def test_a_thread_open_to_all_is_everybodys_but_not_theirs_who_have_left(alice, bo, charlie) -> None:
    thread = open_thread(by=None, open_to_all=True)
    say(thread, by=alice, text="Hello, @Bo")
    depart(charlie, by=None)
    assert [list(threads_seen_by(one)) for one in (bo, charlie)] == [[thread], []]
    assert list(Post.objects.get().mentions.all()) == [bo]


def test_a_block_hides_each_from_the_other_and_their_files_too(thread, alice, bo, facilitator) -> None:
    file = a_file(alice)
    say(thread, by=alice, text="See @Bo", files=[file])
    assert list(files_seen_by(bo)) == [file]
    block(bo, alice)
    assert [words(thread, one) for one in (alice, bo, facilitator)] == [["See @Bo"], [], ["See @Bo"]]
    assert [list(files_seen_by(one)) for one in (bo, facilitator)] == [[], [file]]
    say(thread, by=bo, text="I ask @Alice")
    assert list(Post.objects.get(by=bo).mentions.all()) == []


def test_only_whole_names_of_those_who_read_it_are_mentions(thread, alice, bo, charlie, make_member) -> None:
    bodil = make_member("Bodil")
    seat(thread, [bodil], by=None)
    post = say(thread, by=alice, text="@bodil, @BO! a@bo.org @Charlie @Bodila")
    assert set(post.mentions.all()) == {bo, bodil}
    assert Entry.objects.get(verb="post.said").about == sorted([bo.pk, bodil.pk])


def test_ten_thousand_mentions_are_refused(thread, alice, make_member) -> None:
    crowd = [make_member(f"Peer {number}x") for number in range(11)]
    seat(thread, crowd, by=None)
    with pytest.raises(ValidationError, match="at most 10 people"):
        say(thread, by=alice, text=" ".join(f"@{one.name}" for one in crowd))
    assert say(thread, by=alice, text="@Peer 1x " * 1000).mentions.count() == 1


def test_thousands_of_signs_are_not_each_held_against_everybody_here() -> None:
    """Ten thousand members, and three thousand @ that name none of them: the room's lock is held meanwhile."""
    everybody = [Member(pk=number, name=f"Member {number}") for number in range(10_000)]
    started = process_time()
    assert mentioned("@x " * 3_000 + "@Member 77, hello", everybody) == [everybody[77]]
    assert process_time() - started < 1


def test_a_file_is_for_who_sits_there_now_and_for_who_comes_later(thread, alice, bo, charlie) -> None:
    file = a_file(alice)
    say(thread, by=alice, text="Here", files=[file])
    assert [list(files_seen_by(one)) for one in (bo, charlie)] == [[file], []]
    seat(thread, [charlie], by=None)
    unseat(thread, [bo], by=None)
    assert [list(files_seen_by(one)) for one in (bo, charlie)] == [[], [file]]
    with pytest.raises(PermissionDenied):
        say(thread, by=charlie, text="Mine", files=[file])
    with pytest.raises(ValidationError, match="at most 5 files"):
        say(thread, by=alice, text="Many", files=[file] * 6)


def test_what_was_changed_shows_how_it_read_before(thread, alice, bo, charlie) -> None:
    post = say(thread, by=alice, text="At nine")
    assert change(post, by=alice, text="At nine").edits.count() == 0
    change(post, by=alice, text="At ten, @Bo")
    change(post, by=alice, text="At ten sharp, @Bo")
    [shown] = talk(thread, bo).posts
    assert (shown.post.text, [edit.before for edit in shown.edits]) == (
        "At ten sharp, @Bo", ["At nine", "At ten, @Bo"],
    )  # fmt: skip
    assert [entry.about for entry in Entry.objects.filter(verb="post.changed").order_by("pk")] == [[bo.pk], []]
    for other in (bo, charlie):
        with pytest.raises(PermissionDenied):
            change(post, by=other, text="At eleven")


def test_what_is_taken_back_leaves_its_place_and_nothing_else(
    thread, alice, bo, django_capture_on_commit_callbacks
) -> None:
    post = say(thread, by=alice, text="Oh no, @Bo", files=[a_file(alice)])
    change(post, by=alice, text="Oh no")
    answer = say(thread, by=bo, text="What?", quotes=post)
    react(post, by=bo, kind="same")
    with django_capture_on_commit_callbacks(execute=True):
        take_back(post, by=alice)
    assert words(thread, bo) == [None, "What?"]
    shown = talk(thread, bo).posts
    assert (shown[0].edits, shown[1].post, shown[1].quoted) == ([], answer, None)
    post.refresh_from_db()
    assert (post.text, post.edits.count(), post.files.count(), post.reactions.count(), File.objects.count()) == (
        "", 0, 0, 0, 0,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="no longer be changed"):
        take_back(post, by=alice)


def test_fay_hides_a_post_with_the_reason_and_shows_it_again(thread, alice, bo, facilitator, charlie) -> None:
    post = say(thread, by=alice, text="You are wrong")
    say(thread, by=bo, text="Why?", quotes=post)
    for no_moderator in (bo, charlie):
        with pytest.raises(PermissionDenied):
            hide(post, by=no_moderator, reason="I do not like it")
    with pytest.raises(ValidationError, match="say why"):
        hide(post, by=facilitator, reason="  ")
    hide(post, by=facilitator, reason="About people,\nnot about it")
    hide(post, by=facilitator, reason="Again")
    assert [words(thread, one) for one in (alice, bo, facilitator)] == [
        ["You are wrong", "Why?"], [None, "Why?"], [None, "Why?"],
    ]  # fmt: skip
    assert [one.quoted for one in talk(thread, bo).posts] == [None, None]
    assert talk(thread, bo).posts[0].post.hiding.reason == "About people, not about it"
    with pytest.raises(PermissionDenied):
        react(post, by=bo, kind="same")
    show_again(post, by=facilitator)
    assert words(thread, bo) == ["You are wrong", "Why?"]
    own = say(thread, by=facilitator, text="I was harsh")
    with pytest.raises(PermissionDenied):
        hide(own, by=facilitator, reason="Mine")


def test_the_files_of_a_hidden_post_are_hidden_with_it(thread, alice, bo, facilitator, charlie) -> None:
    shared, kept = a_file(alice), a_file(alice)
    post = say(thread, by=alice, text="Look at this", files=[shared])
    say(thread, by=alice, text="And at that", files=[kept])
    hide(post, by=facilitator, reason="About people")
    seat(thread, [charlie], by=None)
    have = [set(files_seen_by(one)) for one in (alice, bo, facilitator, charlie)]
    assert have == [{shared, kept}, {kept}, {kept}, {kept}]
    show_again(post, by=facilitator)
    assert [set(files_seen_by(one)) for one in (alice, bo, charlie)] == [{shared, kept}] * 3


def test_nods_are_counted_once_each_and_taken_back(thread, alice, bo, facilitator, charlie) -> None:
    post = say(thread, by=alice, text="Try it small")
    for one in (bo, bo, facilitator):
        react(post, by=one, kind="helped")
    [shown] = talk(thread, bo).posts
    assert [(nod.kind, nod.count, nod.mine) for nod in shown.nods] == [
        ("thanks", 0, False), ("same", 0, False), ("helped", 2, True),
    ]  # fmt: skip
    take_reaction_back(post, by=bo, kind="helped")
    take_reaction_back(post, by=bo, kind="helped")
    assert talk(thread, bo).posts[0].nods[2].count == 1
    for nobody in (alice, charlie):
        with pytest.raises(PermissionDenied):
            react(post, by=nobody, kind="helped")
    with pytest.raises(ValidationError, match="no such"):
        react(post, by=bo, kind="boo")


def test_drafts_are_kept_for_their_writer_and_gone_when_said(thread, alice, bo, charlie) -> None:
    save_draft(thread, by=alice, text="I wonder")
    save_draft(thread, by=alice, text="I wonder whether")
    assert [talk(thread, one).draft for one in (alice, bo)] == ["I wonder whether", ""]
    say(thread, by=alice, text="I wonder whether it helps")
    assert talk(thread, alice).draft == ""
    save_draft(thread, by=alice, text="x")
    save_draft(thread, by=alice, text=" ")
    assert Draft.objects.count() == 0
    with pytest.raises(PermissionDenied):
        save_draft(thread, by=charlie, text="x")


def test_what_is_new_is_what_others_said_since(thread, alice, bo) -> None:
    say(thread, by=alice, text="One")
    last = say(thread, by=bo, text="Two")
    assert [unread([thread.pk], one) for one in (alice, bo)] == [{thread.pk: 1}, {thread.pk: 1}]
    mark_read(thread, by=alice, last=last)
    assert unread([thread.pk], alice) == {}
    with clock.at(clock.now() + timedelta(minutes=1)):
        say(thread, by=bo, text="Three")
    assert unread([thread.pk], alice) == {thread.pk: 1}
    assert [one.fresh for one in talk(thread, alice).posts] == [False, False, True]


def test_a_double_click_says_it_once_and_a_flood_has_to_wait(thread, alice) -> None:
    assert say(thread, by=alice, text="Same") == say(thread, by=alice, text="Same")
    for number in range(MOST - 1):
        say(thread, by=alice, text=f"Number {number}")
    with pytest.raises(TooOften) as often:
        say(thread, by=alice, text="One more")
    assert 0 < often.value.seconds <= 600
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert say(thread, by=alice, text="One more").by == alice


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_" + "a1B2" * 9,
        "password: correcthorse",
        "API_KEY=abcdef123456",
    ],
)
def test_what_looks_like_a_secret_is_asked_about_once(text: str, thread, alice) -> None:
    with pytest.raises(LooksSecret):
        say(thread, by=alice, text=text)
    assert say(thread, by=alice, text=text, anyway=True).text == text


@pytest.mark.parametrize("text", ["I forgot my password", "the token: short", "secret sauce", "AKIA is a prefix"])
def test_talking_about_secrets_is_none(text: str) -> None:
    assert not looks_secret(text)


@pytest.mark.parametrize(("text", "said"), [(" \n\0", "write something"), ("x" * 10_001, "10,000")])
def test_nothing_and_too_much_are_refused_by_the_field(text: str, said: str, thread, alice) -> None:
    with pytest.raises(ValidationError, match=said) as wrong:
        say(thread, by=alice, text=text)
    assert list(wrong.value.message_dict) == ["text"]
    assert Post.objects.count() == 0


def test_a_closed_thread_is_read_and_nothing_more_is_said(thread, alice, bo) -> None:
    post = say(thread, by=alice, text="Good-bye")
    close_thread(thread, by=None)
    close_thread(thread, by=None)
    thread.refresh_from_db()
    assert (words(thread, bo), talk(thread, bo).closed) == (["Good-bye"], True)
    with pytest.raises(ValidationError, match="closed"):
        say(thread, by=bo, text="Wait")
    with pytest.raises(ValidationError, match="closed"):
        change(post, by=alice, text="Wait")
    assert Entry.objects.filter(verb="thread.closed").count() == 1


def test_who_has_left_sits_nowhere_and_what_they_said_stays(thread, alice, bo) -> None:
    say(thread, by=alice, text="I leave you this")
    depart(alice, by=None)
    alice.refresh_from_db()
    assert list(threads_seen_by(alice)) == []
    assert words(thread, bo) == ["I leave you this"]


@pytest.mark.parametrize("how_many", [1, 30])
def test_a_page_asks_as_often_for_thirty_posts_as_for_one(how_many: int, thread, alice, bo) -> None:
    last = None
    for number in range(how_many):
        with clock.at(clock.now() + timedelta(minutes=number)):
            last = say(thread, by=bo, text=f"Number {number}, @Alice", quotes=last, files=[a_file(bo)])
            change(last, by=bo, text=f"Number {number} it is, @Alice")
            react(last, by=alice, kind="same")
    with CaptureQueriesContext(connection) as asked:
        shown = talk(thread, alice)
        for one in shown.posts:
            assert ([*one.post.files.all()], [*one.post.mentions.all()]) != ([], [])
            assert one.quoted is None or [*one.quoted.mentions.all()] == [alice]
    assert len(shown.posts) == how_many
    assert len(asked) <= 13
