"""A thread as its page shows it, and what comes by mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from peerloop.discussion.actions import hide, open_thread, say, seat
from peerloop.discussion.models import Draft, Post
from peerloop.files.models import File
from peerloop.files.store import everything, place_of
from peerloop.journal.leases import work_off
from peerloop.kit import clock

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # nobody's quiet hours


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def thread(alice, bo, facilitator) -> Thread:
    made = open_thread(by=None)
    seat(made, [alice, bo], by=None)
    seat(made, [facilitator], by=None, moderates=True)
    return made


def test_alice_says_something_with_a_file_and_bo_reads_it(thread, alice, bo, client_of) -> None:
    given = SimpleUploadedFile("notes.txt", b"What we agreed")
    answer = client_of(alice).post(f"/threads/{thread.pk}/posts", {"text": "See **this**", "file": given})
    post = Post.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/threads/{thread.pk}#post-{post.pk}")
    page = client_of(bo).get(f"/threads/{thread.pk}").text
    assert "See <strong>this</strong>" in page
    assert f'href="/files/{File.objects.get().uid}"' in page
    assert 'class="post fresh"' in page
    assert 'class="post fresh"' not in client_of(bo).get(f"/threads/{thread.pk}").text


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/circles/3", "/circles/3"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example", None),
    ],
)
def test_one_comes_back_to_where_one_wrote_and_nowhere_else(back, to, thread, alice, client_of) -> None:
    answer = client_of(alice).post(f"/threads/{thread.pk}/posts", {"text": "Hello", "back": back})
    assert answer["Location"] == f"{to or f'/threads/{thread.pk}'}#post-{Post.objects.get().pk}"


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(thread, alice, client_of) -> None:
    browser = client_of(alice)
    answer = browser.post(f"/threads/{thread.pk}/posts", {"text": "password: correcthorse"})
    assert (answer.status_code, Post.objects.count()) == (422, 0)
    assert "looks like it holds a password" in answer.text
    assert "password: correcthorse</textarea>" in answer.text
    assert 'type="checkbox" name="anyway"' in answer.text
    assert (
        browser.post(f"/threads/{thread.pk}/posts", {"text": "password: correcthorse", "anyway": "on"}).status_code
        == 303
    )


def test_a_file_that_is_none_leaves_no_post(thread, alice, client_of) -> None:
    given = SimpleUploadedFile("x.exe", b"MZ\x90")
    answer = client_of(alice).post(f"/threads/{thread.pk}/posts", {"text": "Run this", "file": given})
    assert (answer.status_code, Post.objects.count(), File.objects.count()) == (422, 0, 0)
    assert "This is a program" in answer.text


def test_a_file_beside_refused_words_does_not_stay_on_the_disk(thread, alice, client_of) -> None:
    browser, said = client_of(alice), {"text": "password: hunter2hunter2"}
    given = SimpleUploadedFile("notes.txt", b"Words")
    assert browser.post(f"/threads/{thread.pk}/posts", said | {"file": given}).status_code == 422
    assert (File.objects.count(), everything()) == (0, [])
    given = SimpleUploadedFile("notes.txt", b"Words")
    browser.post(f"/threads/{thread.pk}/posts", said | {"file": given, "anyway": "on"})
    assert everything() == [place_of(File.objects.get().uid)]


def test_more_files_than_a_day_takes_are_told_to_wait(thread, alice, client_of) -> None:
    File.objects.bulk_create(File(name="x", kind="text/plain", size=1, by=alice) for _ in range(100))
    given = SimpleUploadedFile("notes.txt", b"Notes")
    answer = client_of(alice).post(f"/threads/{thread.pk}/posts", {"text": "See", "file": given})
    assert (answer.status_code, 86_000 < int(answer.get("Retry-After", 0)) <= 86_400) == (429, True)
    assert (Post.objects.count(), "See</textarea>" in answer.text) == (0, True)


def test_a_flood_is_told_to_wait(thread, alice, client_of) -> None:
    for number in range(20):
        say(thread, by=alice, text=f"{number}")
    answer = client_of(alice).post(f"/threads/{thread.pk}/posts", {"text": "More"})
    assert (answer.status_code, 0 < int(answer["Retry-After"]) <= 600) == (429, True)
    assert "More</textarea>" in answer.text


def test_a_draft_waits_in_the_form(thread, alice, bo, client_of) -> None:
    browser = client_of(alice)
    assert browser.post(f"/threads/{thread.pk}/draft", {"text": "I wonder"}).status_code == 204
    assert Draft.objects.get().text == "I wonder"
    assert "I wonder</textarea>" in browser.get(f"/threads/{thread.pk}").text
    assert "I wonder" not in client_of(bo).get(f"/threads/{thread.pk}").text


def test_a_post_is_changed_quoted_nodded_to_and_taken_back(thread, alice, bo, client_of) -> None:
    post = say(thread, by=alice, text="At nine")
    hers, his = client_of(alice), client_of(bo)
    assert hers.post(f"/posts/{post.pk}", {"text": "At ten"})["Location"] == f"/threads/{thread.pk}#post-{post.pk}"
    assert "Changed once" in his.get(f"/threads/{thread.pk}").text
    assert f'name="quotes" value="{post.pk}"' in his.get(f"/threads/{thread.pk}?quote={post.pk}").text
    his.post(f"/threads/{thread.pk}/posts", {"text": "Why?", "quotes": post.pk})
    assert Post.objects.get(by=bo).quotes == post
    his.post(f"/posts/{post.pk}/reactions", {"kind": "helped"})
    assert "This helped me · 1" in hers.get(f"/threads/{thread.pk}").text
    his.post(f"/posts/{post.pk}/reactions/removal", {"kind": "helped"})
    hers.post(f"/posts/{post.pk}/removal")
    assert "Taken back by who wrote it." in his.get(f"/threads/{thread.pk}").text
    assert hers.get(f"/posts/{post.pk}").status_code == 404


def test_fay_hides_it_with_a_reason_and_alice_is_told(thread, alice, bo, facilitator, client_of) -> None:
    post = say(thread, by=alice, text="You are wrong")
    fay = client_of(facilitator)
    without = fay.post(f"/posts/{post.pk}/hiding", {"reason": " "})
    assert (without.status_code, "Please say why" in without.text) == (422, True)
    fay.post(f"/posts/{post.pk}/hiding", {"reason": "About people"})
    assert "Hidden: About people" in client_of(bo).get(f"/threads/{thread.pk}").text
    assert "You are wrong" not in client_of(bo).get(f"/threads/{thread.pk}").text
    assert "Hidden from the others: About people" in client_of(alice).get(f"/threads/{thread.pk}").text
    fay.post(f"/posts/{post.pk}/hiding/removal")
    assert "You are wrong" in client_of(bo).get(f"/threads/{thread.pk}").text


def test_who_is_named_has_mail_and_who_may_not_hide_is_refused(thread, alice, bo, charlie, client_of) -> None:
    with clock.at(NOON):
        post = say(thread, by=alice, text="What do you think, @Bo?")
        work_off()
    [letter] = [one for one in mail.outbox if one.to == ["Bo <bo@example.org>"] or one.to == ["bo@example.org"]]
    assert letter.subject == "Alice mentions you"
    assert f"/threads/{thread.pk}#post-{post.pk}" in letter.body
    assert client_of(bo).post(f"/posts/{post.pk}/hiding", {"reason": "x"}).status_code == 403
    assert client_of(charlie).post(f"/posts/{post.pk}/hiding", {"reason": "x"}).status_code == 404


def test_what_was_hidden_before_the_mail_went_out_is_in_none(thread, alice, bo, facilitator) -> None:
    post = say(thread, by=alice, text="Nonsense, @Bo")
    hide(post, by=facilitator, reason="Not here")
    work_off()
    assert [one for one in mail.outbox if "Nonsense" in one.body] == []
