"""Asking, answering and accepting by page, without JavaScript; and what ill-meant input comes to."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.domain.questions.conftest import asked, has_shown, whispered

from peerloop.files.models import File
from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.library.actions import ask_for_review, begin_resource, give_verdict, publish
from peerloop.questions.actions import (
    accept,
    answer,
    change_answer,
    hide_question,
    make_session,
    release_due,
    remark,
)
from peerloop.questions.models import Acceptance, Answer, Asked, Question, Reach, Remark, Verification, Waiting
from peerloop.recognition.actions import thank
from peerloop.recognition.queries import contributions_of, own_thanks
from peerloop.schedule.models import Invitation, Session
from peerloop.skills.actions import endorse, offer, propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from tests.conftest import ClientOf
    from tests.outside import Site

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

AT = datetime(2026, 11, 23, 8, 3, tzinfo=UTC)
TITLE = "How do I borrow a vector twice in Rust?"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.at(AT):
        yield


@pytest.fixture
def rust(dana: Member) -> Skill:
    return propose_skill("Rust", by=dana)


def text(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def to_answer(browser: Client, question: Question, **said: object) -> int:
    sent = browser.post(f"/questions/{question.uid}/answers", {"uid": uuid4(), **said})
    return sent.status_code


def test_asking_in_two_steps_with_the_routing_shown_and_changed(
    alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf
) -> None:
    has_shown(bo, dana, "Can I borrow a vector twice in Rust?", "Clone it.")
    browser, uid = client_of(alice), uuid4()
    said = {"title": TITLE, "text": "I tried `&mut`.", "under": "name", "hours": "24", "debate_hours": "", "uid": uid}
    preview = browser.post("/questions/new", said)
    assert (preview.status_code, Question.objects.filter(uid=uid).exists()) == (200, False)
    shown = preview.content.decode()
    for words in (
        "It goes to this colleague because …",
        "which is like yours",
        "Is it one of these?",
        "<code>&amp;mut</code>",
    ):
        assert words in shown
    assert f'value="{bo.pk}" id="to-{bo.pk}" checked' in shown
    sent = browser.post("/questions/new", said | {"send": "1", "to": [], "colleague": "Charlie"})
    assert (sent.status_code, sent["Location"]) == (303, f"/questions/{uid}")
    assert list(Asked.objects.filter(question__uid=uid).values_list("member__name", flat=True)) == ["Charlie"]
    assert "It goes to Charlie." in text(browser, f"/questions/{uid}")
    assert TITLE in text(client_of(charlie), "/questions")


def test_what_was_typed_is_kept_when_it_will_not_do(alice: Member, client_of: ClientOf, rust: Skill) -> None:
    browser = client_of(alice)
    said = {"title": "?", "text": "My words.", "under": "name", "uid": uuid4(), "skill": "Rustt"}
    for step in ({}, {"send": "1"}):
        refused = browser.post("/questions/new", said | step)
        assert (refused.status_code, "My words." in refused.content.decode()) == (422, True)
        assert "Do you mean one of these: Rust?" in refused.content.decode()
    nobody = browser.post("/questions/new", said | {"title": TITLE, "skill": "", "send": "1", "colleague": "Nemo"})
    assert (nobody.status_code, "My words." in nobody.content.decode()) == (422, True)
    assert not Question.objects.exists()
    back = browser.post("/questions/new", said | {"title": TITLE, "skill": "", "back": "1"})
    assert (back.status_code, TITLE in back.content.decode()) == (200, True)


def test_a_skill_is_suggested_taken_with_a_click_and_kept_once_answered(
    alice: Member, bo: Member, client_of: ClientOf, rust: Skill
) -> None:
    browser, uid = client_of(alice), uuid4()
    said = {"title": "Who owns a value in Rust?", "text": "Mine.", "under": "name", "hours": "24", "uid": uid}
    offered = 'type="submit" name="skill" value="Rust"'
    assert offered in browser.post("/questions/new", said).text
    chosen = browser.post("/questions/new", said | {"skill": "Rust"}).text
    assert ('type="hidden" name="skill" value="Rust"' in chosen, offered in chosen) == (True, False)
    browser.post("/questions/new", said | {"send": "1"})
    question = Question.objects.get(uid=uid)
    page, words = f"/questions/{uid}", f"/questions/{uid}/words"
    assert "Say which skill it is about" in browser.get(page).text
    assert "Say which skill it is about" not in client_of(bo).get(page).text
    assert '<option value="Rust">' in browser.get(words).text
    wrong = browser.post(words, {"title": "Mine?", "text": "", "skill": "Rustt", "sequence": 0})
    assert (wrong.status_code, 'value="Mine?"' in wrong.text, "one of these: Rust?" in wrong.text) == (422, True, True)
    assert browser.post(words, {"title": "Mine?", "text": "", "skill": "rust", "sequence": 0}).status_code == 303
    answer(question, by=bo, text="You do.")
    assert "It has been answered, and stays a question about this." in browser.get(words).text
    browser.post(words, {"title": "Whose?", "text": "", "skill": "", "sequence": 1})
    question.refresh_from_db()
    assert (question.title, question.skill) == ("Whose?", rust)


def test_under_a_pseudonym_it_waits_and_can_be_taken_back(alice: Member, client_of: ClientOf) -> None:
    browser, uid = client_of(alice), uuid4()
    said = {"title": TITLE, "text": "", "under": "pseudonym", "hours": "", "debate_hours": "", "uid": uid}
    assert "Under a pseudonym, from" in browser.post("/questions/new", said).content.decode()
    for _time in range(2):
        browser.post("/questions/new", said | {"send": "1"})
    assert (Waiting.objects.count(), TITLE in text(browser, "/questions?which=mine")) == (1, True)
    browser.post(f"/questions/waiting/{uid}/removal")
    assert not Waiting.objects.exists()


def test_answering_with_a_file_and_another_view(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    question = asked(alice, TITLE)
    notes = BytesIO(b"clone(), says the book")
    notes.name = "notes.txt"
    assert to_answer(client_of(bo), question, text="See **notes**.", file=notes) == 303
    source = "https://doc.rust-lang.org/book/"
    assert to_answer(client_of(charlie), question, text="Never clone.", another_view="on", source=source) == 303
    shown = text(client_of(alice), f"/questions/{question.uid}")
    for words in (
        "See <strong>notes</strong>.",
        "notes.txt",
        "another view, with a source",
        f'<a href="{source}" rel=',
    ):
        assert words in shown
    assert '<div class="views">' in shown
    file = File.objects.get()
    assert b"".join(client_of(alice).get(f"/files/{file.uid}").streaming_content) == b"clone(), says the book"
    assert "Answered a question" in text(client_of(bo), "/contributions")
    assert contributions_of(bo).count() == 1


def test_an_answer_ends_with_a_link_into_the_library(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    titles = ("Reading [deep] plans", "Reading graphs", "Reading drafts")
    deep, graphs, _draft = (begin_resource(by=charlie, kind="tip", title=one, text="Wide is slow.") for one in titles)
    for one in (deep, graphs):
        give_verdict(ask_for_review(one, alice, by=charlie), by=alice, number=1, says="ready")
        publish(one, by=charlie)
    question, browser = asked(alice, TITLE), client_of(bo)
    said = {"uid": uuid4(), "text": "Read this.", "source": ""}
    for title, told in (
        ("reading", "Which one do you mean? There are"),
        ("Knitting", "The library has nothing of this title."),
        ("Reading drafts", "Which one do you mean? There are"),
    ):
        refused = browser.post(f"/questions/{question.uid}/answers", said | {"resource": title})
        assert (refused.status_code, told in refused.text, "Read this." in refused.text) == (422, True, True)
        assert "drafts”" not in refused.text
    assert to_answer(browser, question, text="Read this.", source="", resource="reading [DEEP] plans") == 303
    page = client_of(alice).get(f"/questions/{question.uid}").text
    [link] = re.findall(f'<a href="/resources/{deep.pk}"[^>]*>([^<]*)</a>', page)
    assert link == "Reading [deep] plans"


def test_one_click_accepts_helps_begins_a_loop_and_makes_a_session(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf, rust: Skill
) -> None:
    question = asked(alice, TITLE, skill=rust)
    given = answer(question, by=bo, text="Clone it.")
    browser = client_of(alice)
    for what in ("acceptance", "help"):
        assert browser.post(f"/answers/{given.pk}/{what}").status_code == 303
    assert (Acceptance.objects.get().answer, given.helped.count()) == (given, 1)
    began = browser.post(f"/answers/{given.pk}/loop")
    assert began["Location"].startswith("/loops/")
    assert browser.post(f"/answers/{given.pk}/loop")["Location"] == began["Location"]
    assert f'action="/answers/{given.pk}/thanks"' in text(browser, f"/questions/{question.uid}")
    made = client_of(bo).post(f"/questions/{question.uid}/session")
    session = Session.objects.get()
    assert (made["Location"], session.title) == (f"/sessions/{session.pk}", TITLE)
    assert [one.member for one in Invitation.objects.all()] == [alice]
    assert client_of(charlie).post(f"/questions/{question.uid}/session")["Location"] == made["Location"]
    assert f"/sessions/{session.pk}" in text(client_of(charlie), f"/questions/{question.uid}")


def test_verifying_with_a_day_and_being_asked_again(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf, rust: Skill
) -> None:
    from peerloop.questions.actions import ask_to_look_again

    endorse(offer(dana, skill=rust), by=bo)
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    browser = client_of(dana)
    for day, status in (("", 422), ("2020-01-01", 422), ("2026-12-24", 303)):
        assert browser.post(f"/answers/{given.pk}/verification", {"look_again_on": day}).status_code == status
    page = f"/questions/{given.question.uid}"
    assert "to be looked at again on 24 December 2026" in text(client_of(alice), page)
    with clock.at(AT + timedelta(days=40)):
        assert (ask_to_look_again(), ask_to_look_again()) == (1, 0)
        assert "to be looked at again since" in text(client_of(alice), page)
        assert "Does it still hold?" in text(browser, "/notices")
        browser.post(f"/answers/{given.pk}/verification", {"look_again_on": "2027-06-01"})
        assert "to be looked at again on 1 June 2027" in text(client_of(alice), page)
    browser.post(f"/answers/{given.pk}/verification/removal")
    assert not Verification.objects.exists()


def test_thanks_for_an_answer_are_one_click_and_taken_back_by_another(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf, rust: Skill
) -> None:
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    browser, page, click = client_of(alice), f"/questions/{given.question.uid}", f"/answers/{given.pk}/thanks"
    assert (f'action="{click}"' in text(browser, page), f'action="{click}"' in text(client_of(bo), page)) == (
        True,
        False,
    )
    for _twice in range(2):
        assert browser.post(click)["Location"] == f"{page}#answer-{given.pk}"
    said = [(one.kudos.by, one.member, one.kudos.text, one.kudos.skill) for one in own_thanks(bo)]
    assert said == [(alice, bo, "Thank you for your answer.", rust)]
    assert "Thank you for your answer." in text(client_of(bo), "/kudos")
    shown = text(browser, page)
    assert (f'action="{click}"' in shown, f'action="{click}/removal"' in shown) == (False, True)
    assert f'/kudos/new?to={bo.pk}&amp;skill={rust.pk}">Say it in your own words' in shown
    for _twice in range(2):
        assert browser.post(f"{click}/removal")["Location"] == f"{page}#answer-{given.pk}"
    assert not own_thanks(bo).exists()
    assert client_of(bo).post(click).status_code == 404


def test_one_click_takes_back_no_words_of_ones_own_and_thanks_for_no_later_answer(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf, rust: Skill
) -> None:
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    browser = client_of(alice)
    thank(bo, by=alice, text="You saved my week.", skill=rust)
    thank([bo, dana], by=alice, text="Thank you for your answer.", skill=rust)
    browser.post(f"/answers/{given.pk}/thanks/removal")
    assert own_thanks(bo).count() == 2
    browser.post(f"/answers/{given.pk}/thanks")
    assert own_thanks(bo).count() == 3
    with clock.at(AT + timedelta(hours=1)):
        later = answer(asked(alice, "How do I move a box?", skill=rust), by=bo, text="By name.")
        shown = text(browser, f"/questions/{later.question.uid}")
        assert f'action="/answers/{later.pk}/thanks"' in shown
        browser.post(f"/answers/{later.pk}/thanks")
        assert "has had several thanks from you today" in text(browser, f"/questions/{later.question.uid}")
        assert own_thanks(bo).count() == 3
    browser.post(f"/answers/{given.pk}/thanks/removal")
    assert sorted(one.kudos.text for one in own_thanks(bo)) == ["Thank you for your answer.", "You saved my week."]


def test_who_asked_under_a_pseudonym_thanks_by_name_only_on_purpose(
    alice: Member, bo: Member, client_of: ClientOf, rust: Skill
) -> None:
    given = answer(whispered(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    browser, click = client_of(alice), f"/answers/{given.pk}/thanks"
    shown = text(browser, f"/questions/{given.question.uid}")
    assert (f'action="{click}"' in shown, "Thank them, with your name" in shown) == (False, True)
    assert browser.post(click).status_code == 404
    assert not own_thanks(bo).exists()


def test_two_windows_lose_neither_text(alice: Member, bo: Member, client_of: ClientOf) -> None:
    question = asked(alice, TITLE)
    given = answer(question, by=bo, text="Clone it.")
    browser, words = client_of(alice), f"/questions/{question.uid}/words"
    assert browser.post(words, {"title": "First?", "text": "", "sequence": 0}).status_code == 303
    late = browser.post(words, {"title": "Second?", "text": "", "sequence": 0})
    said = late.content.decode()
    assert (late.status_code, "First?" in said, 'value="Second?"' in said, 'name="sequence" value="1"' in said) == (
        409, True, True, True,
    )  # fmt: skip
    browser, words = client_of(bo), f"/answers/{given.pk}/words"
    assert browser.post(words, {"text": "Copy it.", "source": "", "sequence": 0}).status_code == 303
    late = browser.post(words, {"text": "Move it.", "source": "", "sequence": 0})
    said = late.content.decode()
    assert (late.status_code, "Copy it." in said, "Move it." in said) == (409, True, True)
    assert client_of(alice).get(words).status_code == 404


def test_two_windows_lose_neither_text_of_what_waits_for_the_quarter_hour(alice: Member, client_of: ClientOf) -> None:
    question = whispered(alice, TITLE)
    browser, words = client_of(alice), f"/questions/{question.uid}/words"
    for number, title in enumerate(("First?", "Second?", "Third?")):
        assert f'name="sequence" value="{number}"' in text(browser, words)
        assert browser.post(words, {"title": title, "text": "", "sequence": number}).status_code == 303
    late = browser.post(words, {"title": "Fourth?", "text": "", "sequence": 2})
    said = late.content.decode()
    assert (late.status_code, "Third?" in said, 'value="Fourth?"' in said, 'name="sequence" value="3"' in said) == (
        409, True, True, True,
    )  # fmt: skip
    with clock.at(AT + timedelta(minutes=30)):
        release_due()
    assert browser.post(words, {"title": "Fourth?", "text": "", "sequence": 3}).status_code == 303


ILL = {
    "a script": "<script>alert(1)</script>",
    "a link that runs": "[click](javascript:alert(1)) and <a href='javascript:alert(1)'>me</a>",
    "a picture from elsewhere": "![x](http://169.254.169.254/latest/meta-data)",
    "a bomb of pictures": "![[" * 3000,
    "a bomb of quotes": ">" * 9_000,
    "ten thousand mentions": "@ " * 5_000,
    "a turned name": "\u202egnp.exe",
    "a NUL byte": "a\0b",
}


@pytest.mark.parametrize("words", ILL.values(), ids=ILL.keys())
def test_ill_meant_words_run_nothing_and_fetch_nothing(
    alice: Member, bo: Member, client_of: ClientOf, words: str
) -> None:
    question = asked(alice, f"Why? {words[:80]}", text=words)
    given = answer(question, by=bo, text=words, source="javascript:alert(1)")
    remark(question, by=bo, text=words[:900], on=given)
    shown = text(client_of(bo), f"/questions/{question.uid}")
    main = shown[shown.index("<main") :]
    for never in ("<script>alert", 'href="javascript', "<img", "<a href='java", "\u202e", "\0", "http-equiv"):
        assert never not in main
    assert len(shown) < 200_000
    listed = text(client_of(bo), "/questions?which=open") + text(client_of(bo), "/find?q=why")
    assert "<script>alert" not in listed


def test_sixty_four_thousand_brackets_are_refused_by_the_field(alice: Member, bo: Member, client_of: ClientOf) -> None:
    assert to_answer(client_of(bo), asked(alice), text="![[" * 22_000) == 422
    assert not Answer.objects.exists()


def test_a_secret_is_warned_of_and_may_be_sent_all_the_same(alice: Member, bo: Member, client_of: ClientOf) -> None:
    question, browser = asked(alice), client_of(bo)
    secret = "api_key = abcdef0123456789"
    refused = browser.post(f"/questions/{question.uid}/answers", {"uid": uuid4(), "text": secret})
    assert (refused.status_code, 'type="checkbox" name="anyway"' in refused.content.decode()) == (422, True)
    assert to_answer(browser, question, text=secret, anyway="on") == 303
    said = browser.post(f"/questions/{question.uid}/remarks", {"text": secret})
    assert (said.status_code, secret in said.content.decode()) == (422, True)
    browser.post(f"/questions/{question.uid}/remarks", {"text": secret, "anyway": "on"})
    assert Remark.objects.count() == 1
    asking = {"title": TITLE, "text": secret, "under": "name", "hours": "24", "uid": uuid4()}
    assert client_of(alice).post("/questions/new", asking).status_code == 422
    assert client_of(alice).post("/questions/new", asking | {"anyway": "on"}).status_code == 200


def test_a_flood_gets_429_with_the_wait(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    said = {"text": "", "under": "name", "hours": "24", "debate_hours": "", "send": "1"}
    answers = [browser.post("/questions/new", said | {"title": f"Why {n}?", "uid": uuid4()}) for n in range(7)]
    assert [one.status_code for one in answers] == [303] * 6 + [429]
    assert (answers[-1]["Retry-After"], "Why 6?" in answers[-1].content.decode()) == ("3600", True)
    question, browser = Question.objects.order_by("pk")[0], client_of(bo)
    assert [to_answer(browser, question, text=f"So {n}.") for n in range(21)] == [303] * 20 + [429]
    sent = [browser.post(f"/questions/{question.uid}/remarks", {"text": f"So {n}."}) for n in range(21)]
    assert [one.status_code for one in sent] == [303] * 20 + [429]


def test_more_files_than_a_day_takes_get_429_with_the_wait(alice: Member, bo: Member, client_of: ClientOf) -> None:
    File.objects.bulk_create(File(name="x", kind="text/plain", size=1, by=bo, at=AT) for _ in range(100))
    question, notes = asked(alice, TITLE), BytesIO(b"Notes")
    notes.name = "notes.txt"
    sent = client_of(bo).post(f"/questions/{question.uid}/answers", {"uid": uuid4(), "text": "See.", "file": notes})
    assert (sent.status_code, sent.get("Retry-After"), "See.</textarea>" in sent.content.decode()) == (
        429, "86400", True,
    )  # fmt: skip
    assert "That is a lot of files for one day." in sent.content.decode()


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "-1", "x"])
def test_what_is_no_number_of_a_colleague_ticks_nobody(number: str, alice: Member, client_of: ClientOf) -> None:
    said = {"title": TITLE, "under": "name", "hours": "24", "uid": uuid4(), "send": "1", "to": number}
    sent = client_of(alice).post("/questions/new", said | {"colleague": "Nemo"})
    assert (sent.status_code, "“Nemo”" in sent.content.decode()) == (422, True)


def test_what_was_changed_while_it_was_read_is_not_checked(
    alice: Member, bo: Member, dana: Member, rust: Skill, client_of: ClientOf
) -> None:
    endorse(offer(dana, skill=rust), by=bo)
    given = answer(asked(alice, TITLE, skill=rust), by=bo, text="Clone it.")
    browser = client_of(dana)
    assert 'name="sequence" value="0"' in text(browser, f"/questions/{given.question.uid}")
    change_answer(given, by=bo, text="Never clone.", another_view=False, source="", sequence=0)
    sent = browser.post(f"/answers/{given.pk}/verification", {"look_again_on": "2026-12-24", "sequence": "0"})
    said = sent.content.decode()
    assert (sent.status_code, "It was changed while you read it." in said, "Never clone." in said) == (409, True, True)
    assert not Verification.objects.exists()


def test_taken_back_its_page_is_there_for_who_answered_alone(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    question = asked(alice, TITLE)
    answer(question, by=bo, text="Clone it.")
    page = f"/questions/{question.uid}"
    assert client_of(alice).post(f"{page}/removal").status_code == 303
    assert [client_of(one).get(page).status_code for one in (alice, bo, charlie)] == [404, 200, 404]
    shown = text(client_of(bo), page)
    assert (TITLE in shown, "Clone it." in shown, "Your answer stays yours" in shown) == (False, True, True)


def test_before_one_takes_it_back_one_reads_that_its_session_keeps_the_words(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    question, other = asked(alice, TITLE), asked(alice, "When is a lock too coarse?")
    session = make_session(question, by=bo)
    keeps = "The session about it stays announced in the words of your question; whoever leads it can change them."
    pages = [text(client_of(alice), f"/questions/{one.uid}") for one in (question, other)]
    assert [keeps in page for page in pages] == [True, False]
    client_of(alice).post(f"/questions/{question.uid}/removal")
    session.refresh_from_db()
    assert session.title == TITLE


def test_how_many_a_week_is_ones_own_word(bo: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    assert 'value="5"' in text(browser, "/questions/reach")
    assert browser.post("/questions/reach", {"most": "51"}).status_code == 422
    assert browser.post("/questions/reach", {"most": "0"}).status_code == 303
    assert Reach.objects.get().most == 0


def test_similar_ones_come_while_one_types(alice: Member, bo: Member, client_of: ClientOf) -> None:
    asked(alice, TITLE)
    assert TITLE in text(client_of(bo), "/questions/similar?title=borrow+rust")
    assert text(client_of(bo), "/questions/similar?title=").strip() == ""
    assert "hx-get" in text(client_of(bo), "/questions/new")


def test_passing_asking_more_and_the_moderators_buttons(
    alice: Member, bo: Member, charlie: Member, moderator: Member, client_of: ClientOf
) -> None:
    question = asked(alice, TITLE, to=[bo])
    page = f"/questions/{question.uid}"
    assert "This came to you" in text(client_of(bo), page)
    assert TITLE in text(client_of(bo), "/")
    client_of(bo).post(f"{page}/pass")
    assert "This came to you" not in text(client_of(bo), page)
    assert client_of(alice).get(f"{page}/helpers").status_code == 200
    assert client_of(alice).post(f"{page}/helpers", {"to": [charlie.pk]}).status_code == 303
    assert client_of(bo).post(f"{page}/helpers", {"to": [charlie.pk]}).status_code == 404
    assert "Bo, Charlie" in text(client_of(alice), page)
    hide_question(question, by=moderator, reason="It names a customer.")
    assert [client_of(one).get(page).status_code for one in (alice, moderator, charlie)] == [200, 200, 404]
    assert "It names a customer." in text(client_of(alice), page)


def test_its_pages_stay_small(alice: Member, bo: Member, client_of: ClientOf) -> None:
    question = asked(alice, TITLE, text="Details. " * 200)
    for number in range(20):
        answer(question, by=bo, text=f"So {number}: " + "because " * 40)
    shown = client_of(alice).get(f"/questions/{question.uid}").content
    assert len(shown) < 90_000


def test_what_is_sealed_is_opened_by_page(
    alice: Member, moderator: Member, make_member: object, client_of: ClientOf
) -> None:
    question = whispered(alice, TITLE)
    page = f"/questions/{question.uid}"
    mia = make_member("Mia", roles=["moderator"])  # type: ignore[operator]
    client_of(moderator).post(f"{page}/opening", {"reason": "It stalks a colleague."})
    assert "Open it with them" not in text(client_of(moderator), page)
    assert "Open it with them" in text(client_of(mia), page)
    client_of(mia).post(f"{page}/opening/second")
    assert "Alice asked this." in text(client_of(mia), page)
    given = answer(question, by=mia, text="So.")
    accept(given, by=alice)
    assert "accepted from the next quarter-hour on" in text(client_of(alice), page)


def test_no_link_is_looked_at_by_the_server(site: Site, alice: Member, bo: Member, client_of: ClientOf) -> None:
    """A link into our own network, in a question and its answers, is a link and no more: nobody has asked for it."""
    link = site.address("/secret")
    browser = client_of(bo)
    question = asked(alice, TITLE, text=f"Is it this? {link} ![it]({link})")
    browser.post("/preview", {"text": link})
    assert to_answer(browser, question, text=f"[This]({link}) it is.", source=link) == 303
    given = begin_resource(by=bo, kind="link", title="This it is", url=link)
    work_off()
    assert f'href="{link}"' in text(browser, f"/questions/{question.uid}")
    assert f'href="{link}"' in text(browser, f"/resources/{given.pk}")
    text(browser, "/find?q=this")
    assert (site.connected, site.asked) == ([], [])
