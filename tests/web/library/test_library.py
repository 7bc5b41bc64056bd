"""Alice writes a tip on the page, Bo reviews it, Charlie finds it, doubts it and talks about a place in it."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from PIL import Image

from peerloop.files.models import File
from peerloop.files.store import everything
from peerloop.library.actions import (
    add_author,
    ask_for_review,
    begin_resource,
    comment,
    give_verdict,
    judge,
    publish,
    write_version,
)
from peerloop.library.models import Check, Collection, Dispute, Interview, Resource, Review, Usefulness, Version
from peerloop.library.queries.listed import listed
from peerloop.live.actions import keep_notes
from peerloop.loops.actions import begin_loop
from peerloop.people.actions import block
from peerloop.schedule.actions import announce_session
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLIP = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
TIP = {"title": "Reading a flame graph", "text": "Wide is slow.", "rests_on": "experience"}


@pytest.fixture(autouse=True)
def _monday_morning(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(MONDAY, tick=False):
        yield


def says(answer: HttpResponse) -> str:
    """Return the words of a page, on one line."""
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def made(by: Member, peer: Member, **said: Any) -> Resource:
    """Something published."""
    resource = begin_resource(
        by=by, **{"kind": "tip", "title": "Reading a flame graph", "text": "Wide is slow."} | said
    )
    give_verdict(ask_for_review(resource, peer, by=by), by=peer, number=1, says="ready")
    publish(resource, by=by)
    return resource


def test_from_a_draft_to_what_everybody_reads(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    author, peer, other = (client_of(one) for one in (alice, bo, charlie))
    assert "It begins as a draft that only you see" in says(author.get("/library/new?kind=tip"))
    sent = author.post("/library/new?kind=tip", TIP | {"skill": "Profiling"})
    [resource] = Resource.objects.all()
    page = f"/resources/{resource.pk}"
    assert (sent.status_code, sent["Location"]) == (303, page)
    assert other.get(page).status_code == peer.get(page).status_code == 404
    assert author.post(f"{page}/publication", follow=True).status_code == 200
    assert not Resource.objects.get().public

    assert author.post(f"{page}/reviews", {"colleague": "Nobody"}).status_code == 422
    assert author.post(f"{page}/reviews", {"colleague": "Bo"}).status_code == 303
    review = Review.objects.get()
    assert "To review: 1" in says(peer.get("/library"))
    assert "Wide is slow." in says(peer.get(f"/reviews/{review.pk}"))
    assert peer.post(f"/reviews/{review.pk}", {"says": "ready", "word": "Good.", "number": 1}).status_code == 303
    assert "Good." in says(author.get(page))
    author.post(f"{page}/publication")
    shown = says(other.get(page))
    assert ("Wide is slow." in shown, "Good." in shown, "Rests on the authors’ own experience" in shown) == (
        True, False, True,
    )  # fmt: skip
    assert "Reading a flame graph" in says(other.get("/library?q=flame&kind=tip"))
    assert "Nothing like that is here yet" in says(other.get("/library?q=flame&kind=course"))


def test_what_was_typed_is_kept_and_nothing_half_saved(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    bad = {"title": "Rust", "text": "My words", "url": "javascript:alert(1)", "rests_on": "sources"}
    answer = browser.post("/library/new?kind=document", bad | {"file": SimpleUploadedFile("a.txt", b"Words")})
    assert (answer.status_code, Resource.objects.count(), File.objects.count()) == (422, 0, 0)
    assert "begins with https://" in says(answer)
    assert "My words" in answer.content.decode()
    for content, told in ((b"MZ\x90\0", "This is a program"), (b"PK\x03\x04rest", "cannot be read"), (b"", "empty")):
        answer = browser.post("/library/new?kind=document", TIP | {"file": SimpleUploadedFile("slides.pptx", content)})
        assert (answer.status_code, Resource.objects.count(), everything()) == (422, 0, [])
        assert told in says(answer)


def test_a_full_disk_says_so_and_nothing_is_half_saved(alice: Member, client_of: ClientOf, settings: Any) -> None:
    settings.FILES_RESERVE = 2**60
    sent = TIP | {"file": SimpleUploadedFile("notes.txt", b"Words")}
    answer = client_of(alice).post("/library/new?kind=document", sent)
    assert (answer.status_code, Resource.objects.count(), File.objects.count()) == (422, 0, 0)
    assert "There is no room for this file on the server" in says(answer)


def test_the_notes_of_a_session_are_filed_from_its_page(alice: Member, bo: Member, client_of: ClientOf) -> None:
    with time_machine.travel(MONDAY - timedelta(hours=2), tick=False):
        lunch = announce_session(
            kind="lunch_and_learn", title="Window functions", by=bo, local_date=MONDAY.date(), local_time=time(7),
            zone="UTC", minutes=45,
        )  # fmt: skip
    keep_notes(lunch, text="ROW_NUMBER counts from one.\npassword: hunter2hunter2", sequence=0, by=bo)
    leads, page = client_of(bo), f"/sessions/{lunch.pk}"
    assert f'action="{page}/library"' in leads.get(page).content.decode()
    assert client_of(alice).post(f"{page}/library", {"what": "notes"}).status_code == 404
    assert leads.post(f"{page}/library", {"what": "material-1"})["Location"] == page
    filed = leads.post(f"{page}/library", {"what": "notes"})
    [resource] = Resource.objects.all()
    assert (filed.status_code, filed["Location"]) == (303, f"/resources/{resource.pk}")
    shown = says(leads.get(filed["Location"]))
    assert ("ROW_NUMBER counts from one." in shown, "holds a password or a key" in shown) == (True, True)
    assert "Window functions" in says(leads.get(page))
    assert f'href="/resources/{resource.pk}"' in leads.get(page).content.decode()


def test_flooding_is_told_how_long_to_wait(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    for number in range(30):
        begin_resource(by=alice, kind="tip", title=f"Tip {number}")
    answer = browser.post("/library/new?kind=tip", TIP)
    assert (answer.status_code, answer["Retry-After"]) == (429, "86400")
    assert "Wide is slow." in answer.content.decode()
    Resource.objects.all().delete()
    File.objects.bulk_create(File(name="x", kind="text/plain", size=1, by=alice) for _ in range(100))
    answer = browser.post("/library/new?kind=document", TIP | {"file": SimpleUploadedFile("a.txt", b"Words")})
    assert (answer.status_code, Resource.objects.count()) == (429, 0)


def test_sent_twice_is_there_once(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    form = browser.get("/library/new?kind=tip").content.decode()
    uid = re.search(r'name="uid" value="([^"]+)"', form)
    assert uid is not None
    for _ in range(2):
        browser.post("/library/new?kind=tip", TIP | {"uid": uid[1]})
    assert Resource.objects.count() == 1


def test_what_runs_in_a_page_runs_nowhere(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    bombs = (
        "<script>alert(1)</script> [click](javascript:alert(2)) ![x](http://169.254.169.254/latest) "
        "<img src=x onerror=alert(3)>"
    )
    resource = made(alice, bo, text=bombs, sources="javascript:alert(4)", rests_on="sources")
    page = client_of(charlie).get(f"/resources/{resource.pk}").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert 'src="http' not in page  # no page fetches anything from elsewhere
    assert "<img src=x" not in page


def test_sixty_four_thousand_brackets_take_no_time(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    resource = made(alice, bo, text="![[" * 6_000)
    assert client_of(charlie).get(f"/resources/{resource.pk}").status_code == 200
    assert client_of(alice).post("/library/new?kind=tip", TIP | {"text": "![[" * 22_000}).status_code == 422


def test_two_change_it_at_once_and_the_second_sees_both(alice: Member, charlie: Member, client_of: ClientOf) -> None:
    resource = begin_resource(by=alice, kind="tip", title="Flame graphs", text="One")
    add_author(resource, charlie, by=alice)
    page = f"/resources/{resource.pk}/change"
    said = TIP | {"based_on": 1}
    assert client_of(alice).post(page, said | {"text": "By Alice"}).status_code == 303
    answer = client_of(charlie).post(page, said | {"text": "By Charlie"})
    assert answer.status_code == 409
    assert ("By Alice" in says(answer), "By Charlie" in answer.content.decode()) == (True, True)
    assert 'name="based_on" value="2"' in answer.content.decode()
    assert client_of(charlie).post(page, said | {"text": "By both", "based_on": 2}).status_code == 303
    assert list(Version.objects.order_by("number").values_list("text", flat=True)) == ["One", "By Alice", "By both"]
    assert "By Alice" in says(client_of(alice).get(f"/resources/{resource.pk}/versions/2"))


def test_a_review_of_what_has_changed_meanwhile_is_asked_for_once_more(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    resource = begin_resource(by=alice, kind="tip", title="Flame graphs", text="One")
    review = ask_for_review(resource, bo, by=alice)
    write_version(resource, by=alice, based_on=1, title="Flame graphs", text="Two")
    answer = client_of(bo).post(f"/reviews/{review.pk}", {"says": "ready", "number": 1, "word": "Fine"})
    assert answer.status_code == 409
    assert ("It was changed while you read" in says(answer), "Two" in says(answer)) == (True, True)
    assert client_of(bo).post(f"/reviews/{review.pk}", {"says": "ready", "number": 2}).status_code == 303


def test_a_video_plays_with_its_captions_chapters_and_words_at_a_second(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    author = client_of(alice)
    sent = author.post("/library/new?kind=video", TIP)
    resource = Resource.objects.get()
    page = f"/resources/{resource.pk}"
    assert sent["Location"] == f"{page}/recording"
    answer = author.post(f"{page}/recording", {"file": SimpleUploadedFile("x.webm", b"Words")})
    assert (answer.status_code, "This is no video and no audio" in says(answer), everything()) == (422, True, [])
    marked = {"file": SimpleUploadedFile("recording.webm", CLIP), "chapters": "00:00 How it began\n00:09 The end"}
    assert author.post(f"{page}/recording", marked).status_code == 303
    subtitles = SimpleUploadedFile("x.srt", b"1\n00:00:09,000 --> 00:00:10,000\nThat is all.\n")
    number = Version.objects.latest("number").number
    kept = {"captions": subtitles, "based_on": number, "chapters": "00:00 How it began\n00:09 The end"}
    assert author.post(f"{page}/transcript", kept).status_code == 303
    wrong = author.post(f"{page}/transcript", {"based_on": number + 1, "chapters": "How it began", "transcript": "x"})
    assert (wrong.status_code, "begin it with the time" in says(wrong)) == (422, True)

    give_verdict(ask_for_review(resource, bo, by=alice), by=bo, number=number + 1, says="ready")
    publish(resource, by=alice)
    other = client_of(charlie)
    shown = other.get(page).content.decode()
    uid = File.objects.get().uid
    assert f'src="/files/{uid}"' in shown
    assert f'src="{page}/captions"' in shown
    assert 'data-second="9">00:09</a> The end' in shown
    told = other.get(f"{page}/captions")
    assert told["Content-Type"] == "text/vtt; charset=utf-8"
    assert "00:00:09.000 --> 00:00:14.000\nThat is all." in told.content.decode()
    part = other.get(f"/files/{uid}", headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, CLIP[:4])

    assert other.post(f"{page}/comments", {"text": "Too fast here.", "second": "0:09"}).status_code == 303
    assert "00:09 Charlie: Too fast here." in says(other.get(page))
    for wrong_second in ("nine", "1:99", "1:00 x"):
        assert other.post(f"{page}/comments", {"text": "What?", "second": wrong_second}).status_code == 422
    secret = other.post(f"{page}/comments", {"text": "password: hunter2hunter2", "second": "0:01"})
    assert (secret.status_code, "It is no secret" in says(secret)) == (422, True)


def test_a_pasted_secret_is_warned_of_once_and_what_was_typed_stays(alice: Member, client_of: ClientOf) -> None:
    """In a new resource, in a change and in captions; what was there before is not asked about again."""
    browser, secret = client_of(alice), "password: hunter2hunter2"
    tip = TIP | {"text": secret}
    warned = browser.post("/library/new?kind=tip", tip | {"file": SimpleUploadedFile("notes.txt", b"Words")})
    assert (warned.status_code, Resource.objects.count(), everything()) == (422, 0, [])
    said = warned.content.decode()
    assert (secret in said, 'type="checkbox" name="anyway"' in said) == (True, True)
    assert "This looks like it holds a password or a key." in says(warned)
    assert browser.post("/library/new?kind=tip", tip | {"anyway": "on"}).status_code == 303
    resource = Resource.objects.get()
    change = tip | {"title": "Another title", "based_on": 1}
    assert browser.post(f"/resources/{resource.pk}/change", change).status_code == 303
    more = change | {"text": f"{secret} again", "based_on": 2}
    assert [
        browser.post(f"/resources/{resource.pk}/change", more | said).status_code for said in ({}, {"anyway": "on"})
    ] == [422, 303]


def test_a_secret_in_captions_is_warned_of_and_their_words_stay(alice: Member, client_of: ClientOf) -> None:
    film = begin_resource(by=alice, kind="video", title="A film", url="https://example.org/film")
    browser, page = client_of(alice), f"/resources/{film.pk}/transcript"
    captions = b"WEBVTT\n\n00:01.000 --> 00:03.000\nThe password: hunter2hunter2\n"
    given = {"captions": SimpleUploadedFile("said.vtt", captions), "transcript": "", "chapters": "", "based_on": 1}
    warned = browser.post(page, given)
    [kept] = re.findall(r'<textarea name="transcript"[^>]*>\s*(.*?)</textarea>', warned.content.decode(), re.DOTALL)
    assert (warned.status_code, kept) == (422, "00:01 The password: hunter2hunter2")
    sent = {"transcript": kept, "chapters": "", "based_on": 1, "anyway": "on"}
    assert browser.post(page, sent).status_code == 303
    assert Version.objects.order_by("-number")[0].transcript == kept


def test_how_useful_disputed_checked_and_along_on_a_loop(
    alice: Member, bo: Member, charlie: Member, moderator: Member, client_of: ClientOf
) -> None:
    resource = made(alice, bo)
    page, other = f"/resources/{resource.pk}", client_of(charlie)
    assert other.post(f"{page}/usefulness", {"how": "very", "word": ""}).status_code == 422
    assert other.post(f"{page}/usefulness", {"how": "very", "word": "Found it in a minute"}).status_code == 303
    assert "Found it in a minute" in says(client_of(alice).get(page))
    assert client_of(alice).post(f"{page}/usefulness", {"how": "very", "word": "Mine"}).status_code == 404
    other.post(f"{page}/usefulness/removal")
    assert Usefulness.objects.count() == 0

    assert other.post(f"{page}/checks", {"url": "ftp://x", "says": "more"}).status_code == 422
    other.post(f"{page}/checks", {"url": "https://example.org/paper", "says": "against", "word": "Figure 3"})
    assert "speaks against it" in says(client_of(bo).get(page))
    assert client_of(bo).post(f"/checks/{Check.objects.get().pk}/removal").status_code == 404

    other.post(f"{page}/disputes", {"reason": "It may wait for the disk."})
    doubt = Dispute.objects.get()
    shown = says(client_of(bo).get(page))
    assert ("disputed" in shown, "It may wait for the disk." in shown) == (True, True)
    assert "disputed" in says(client_of(bo).get("/library"))
    assert client_of(alice).post(f"/disputes/{doubt.pk}/resolution", {"word": "No"}).status_code == 404
    client_of(moderator).post(f"/disputes/{doubt.pk}/resolution", {"word": "Alice has added a line."})
    shown = says(client_of(bo).get(page))
    assert ("settled" in shown, "Alice has added a line." in shown) == (True, True)

    loop = begin_loop(by=charlie, skill=propose_skill("Profiling", by=charlie))
    other.post(f"{page}/loops", {"loop": loop.pk})
    client_of(bo).post(f"{page}/loops", {"loop": loop.pk})
    assert resource.uses.count() == 1
    assert "Charlie" not in says(client_of(alice).get(page)).split("How useful it was")[1].split("Is it so?")[0]


def test_the_interview_kit(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    asks, asked = client_of(bo), client_of(charlie)
    form = asks.get("/library/interviews/new").content.decode()
    uid = re.search(r'name="uid" value="([^"]+)"', form)
    assert uid is not None
    said = {"colleague": "Charlie", "title": "How Charlie moved the warehouse", "uid": uid[1]}
    assert asks.post("/library/interviews/new", said | {"colleague": "Bo"}).status_code == 422
    to = [asks.post("/library/interviews/new", said)["Location"] for _ in range(2)]
    interview = Interview.objects.get()
    page = f"/library/interviews/{interview.pk}"
    assert to == [page, page]
    assert client_of(alice).get(page).status_code == 404
    assert "Asked of you: 1" in says(asked.get("/library"))
    assert "Bo would like to interview you" in says(asked.get(page))
    assert asked.post(f"{page}/questions", {"questions": "Mine"}).status_code == 404
    assert asks.post(f"{page}/questions", {"questions": "How did it begin?\nAnd then?"}).status_code == 303
    assert asked.post(f"{page}/answer", {"yes": "yes"}).status_code == 303
    recorder = f"/resources/{interview.resource_id}/recording"
    assert "Press the question when you ask it" in says(asks.get(recorder))
    assert asks.get(recorder)["Content-Security-Policy"].count("media-src 'self' blob:") == 1
    assert asked.get(recorder).status_code == 404
    assert "It is published only when you have agreed" in says(asked.get(f"/resources/{interview.resource_id}"))


def test_how_a_guest_is_reached_is_for_the_authors_and_organisers(
    alice: Member, bo: Member, charlie: Member, organiser: Member, client_of: ClientOf
) -> None:
    said = {"title": "A talk on rivers", "text": "Knows all of them.", "rests_on": "experience"}
    author = client_of(alice)
    assert author.post("/library/new?kind=guest", said).status_code == 422
    author.post("/library/new?kind=guest", said | {"contact": "guest@example.org"})
    resource = Resource.objects.get()
    review = ask_for_review(resource, bo, by=alice)
    give_verdict(review, by=bo, number=1, says="ready")
    page = f"/resources/{resource.pk}"
    assert "Ask the guest first" in says(author.post(f"{page}/publication", follow=True))
    author.post(f"{page}/change", said | {"contact": "guest@example.org", "agreed_on": "2026-11-20", "based_on": 1})
    author.post(f"{page}/publication")
    shown = ["guest@example.org" in says(client_of(one).get(page)) for one in (alice, organiser, bo, charlie)]
    assert shown == [True, True, False, False]


def test_a_collection(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    first, second = made(alice, bo), made(bo, alice, title="Use a profiler")
    browser = client_of(charlie)
    assert browser.post("/collections/new", {"title": ""}).status_code == 422
    browser.post("/collections/new", {"title": "Making it fast", "about": "Where to begin"})
    shelf = Collection.objects.get()
    for one in (first, second):
        browser.post(f"/resources/{one.pk}/collections", {"collection": shelf.pk})
        client_of(bo).post(f"/resources/{one.pk}/collections", {"collection": shelf.pk})
    page = f"/collections/{shelf.pk}"
    shown = says(client_of(bo).get(page))
    assert shown.index("Reading a flame graph") < shown.index("Use a profiler")
    browser.post(f"{page}/items/order", {"resource": second.pk})
    shown = says(client_of(bo).get(page))
    assert shown.index("Use a profiler") < shown.index("Reading a flame graph")
    browser.post(f"{page}/items/removal", {"resource": first.pk})
    assert "Reading a flame graph" not in says(client_of(bo).get(page))
    assert client_of(bo).post(f"{page}/change", {"title": "Mine"}).status_code == 404
    block(bo, charlie)
    assert client_of(bo).get(page).status_code == 404
    browser.post(f"{page}/removal")
    assert Collection.objects.count() == 0


def test_pictures_have_a_small_one_in_the_list(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf, work: Any
) -> None:
    content = io.BytesIO()
    Image.new("RGB", (1200, 900), "teal").save(content, "PNG")
    sent = TIP | {"taken": SimpleUploadedFile("from-my-phone.png", content.getvalue())}
    client_of(alice).post("/library/new?kind=document", sent)
    resource = Resource.objects.get()
    give_verdict(ask_for_review(resource, bo, by=alice), by=bo, number=1, says="ready")
    publish(resource, by=alice)
    work()
    assert f"/files/{File.objects.get().uid}/preview" in client_of(charlie).get("/library").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_lists_and_pages_cost_the_same_however_much_there_is(
    count: int,
    alice: Member,
    bo: Member,
    charlie: Member,
    make_member: MakeMember,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    resource = made(alice, bo)
    for number in range(count):
        member = make_member(f"Member {number}")
        made(member, bo, title=f"Tip {number}")
        judge(resource, by=member, how="very", word=f"Word {number}")
        comment(resource, by=member, text=f"Word {number}", quote="Wide is slow.")
    with django_assert_num_queries(1):
        listed(charlie, at_most=50)
    browser = client_of(charlie)
    browser.get(f"/resources/{resource.pk}")
    browser.get("/library")
    with django_assert_num_queries(20, exact=False):
        page = browser.get(f"/resources/{resource.pk}")
    with django_assert_num_queries(10, exact=False):
        shelf = browser.get("/library")
    assert len(page.content) < 90_000
    assert len(shelf.content) < 60_000


@pytest.mark.parametrize("pk", [0, 2**31, 2**63, 2**70])
def test_a_number_beyond_every_row_is_a_404(pk: int, alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    for address in ("resources/{}", "reviews/{}", "library/interviews/{}", "collections/{}", "resources/{}/versions/9"):
        assert browser.get("/" + address.format(pk)).status_code == 404
    assert browser.get("/library?page=99999999999999").status_code == 200


def test_at_the_day_it_is_looked_at_again(alice: Member, bo: Member, client_of: ClientOf) -> None:
    from peerloop.library.actions import ask_to_look_again

    resource = made(alice, bo)
    with time_machine.travel(MONDAY + timedelta(days=366), tick=False):
        ask_to_look_again()
        assert "was to be looked at again on 23 November 2027" in says(client_of(bo).get(f"/resources/{resource.pk}"))
        client_of(alice).post(f"/resources/{resource.pk}/renewal")
        assert "was to be looked at again" not in says(client_of(bo).get(f"/resources/{resource.pk}"))
