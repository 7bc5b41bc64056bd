"""Olga drafts on the page, Alice comments, it is adopted, Alice accepts, and is asked again with what differs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import mail
from django.utils.html import strip_tags

from peerloop.guidelines.actions import accept_guidelines, adopt, ask_for_comments, draft_guidelines, draft_version
from peerloop.guidelines.models import Acceptance, Guidelines, Version
from peerloop.guidelines.queries import in_force, to_accept
from peerloop.guidelines.rules import PARTS
from peerloop.notices.models import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def adopted(organiser: Member) -> Version:
    made = draft_guidelines(by=organiser, template="house")
    adopt(made, by=organiser, on=MONDAY.date())
    return made


def said(answer: HttpResponse) -> str:
    return " ".join(strip_tags(re.sub(r"(?s)<script.*?</script>", "", answer.text).replace("<", " <")).split())


def words(version: Version, **otherwise: str) -> dict[str, str]:
    typed = {name: getattr(version, name) for name in PARTS}
    return typed | {"title": version.guidelines.title, "why": "", "revision": str(version.revision)} | otherwise


def test_from_a_template_to_what_everybody_has_accepted(
    organiser: Member, alice: Member, client_of: ClientOf, work: Callable[[], None]
) -> None:
    desk, reader = client_of(organiser), client_of(alice)
    assert "No guidelines hold yet" in said(reader.get("/guidelines"))
    uid = re.findall(r'name="uid" value="([^"]+)"', desk.get("/organise/guidelines/new").text)[0]
    begun = {"template": "house", "title": "", "for_house": "on", "uid": uid}
    for _twice in range(2):
        answer = desk.post("/organise/guidelines/new", begun, follow=True)
    assert "Nobody but those who organise sees it yet." in said(answer)
    draft = Version.objects.get()
    here = f"/organise/guidelines/versions/{draft.pk}"
    assert reader.get(f"/guidelines/versions/{draft.pk}").status_code == 404
    assert "Everybody can read the draft now" in said(desk.post(f"{here}/consultation", follow=True))
    work()
    assert Notice.objects.filter(kind="guidelines_words_asked", member=alice).count() == 1
    page = reader.get(f"/guidelines/versions/{draft.pk}")
    assert "This is a draft. Say below what you think of it" in said(page)
    thread = draft.consultation.thread_id
    back = {"text": "What about phones?", "back": f"/guidelines/versions/{draft.pk}"}
    reader.post(f"/threads/{thread}/posts", back)
    assert "What about phones?" in desk.get(f"/guidelines/versions/{draft.pk}").text
    assert "How we learn together" in said(reader.get(f"/threads/{thread}"))
    assert "Saved." in said(desk.post(here, words(draft, conduct="# Meeting\n\nPhones stay away."), follow=True))
    assert "Adopted." in said(desk.post(f"{here}/adoption", {"on": "2026-11-23"}, follow=True))
    work()
    assert "How we learn together It takes three minutes" in said(reader.get("/")).replace(
        "How we treat one another here, on one page. ", ""
    )
    page = reader.get("/guidelines")
    assert "<h3>Meeting</h3>" in page.text
    assert "Do you go along with this?" in said(page)
    thanks = reader.post(f"/guidelines/versions/{draft.pk}/acceptance", follow=True)
    assert "You accepted this version:" in said(thanks)
    assert Acceptance.objects.get().member == alice
    assert "Fewer than five have accepted it so far." in said(desk.get("/organise/guidelines"))


def test_a_new_version_asks_again_by_mail_and_shows_what_differs(
    adopted: Version, organiser: Member, alice: Member, client_of: ClientOf, work: Callable[[], None]
) -> None:
    accept_guidelines(adopted, by=alice)
    desk = client_of(organiser)
    desk.post(f"/organise/guidelines/{adopted.guidelines_id}/versions")
    second = Version.objects.get(number=2)
    text = adopted.conduct.replace("A question is welcome", "Every question is welcome")
    desk.post(f"/organise/guidelines/versions/{second.pk}", words(second, conduct=text, why="Every question"))
    desk.post(f"/organise/guidelines/versions/{second.pk}/adoption", {"on": "2026-11-23"})
    work()
    assert Notice.objects.filter(kind="guidelines_asked", member=alice).count() == 1
    reader = client_of(alice)
    inbox = said(reader.get("/notices"))
    assert "Please read: How we learn together" in inbox
    page = reader.get(f"/guidelines/versions/{second.pk}/changes")
    pieces = re.findall(r'<(del|ins)><span[^>]*>[^<]*</span><span translate="no">([^<]*)</', page.text)
    assert pieces == [("del", "A"), ("ins", "Every")]
    assert "Between version 1, which you have accepted, and version 2." in said(page)
    assert said(page).count("Nothing has changed on this page.") == 2
    reader.post(f"/guidelines/versions/{second.pk}/acceptance")
    assert to_accept(alice, MONDAY) == []
    assert "Please read: How we learn together" not in said(reader.get("/notices"))
    assert [letter.subject for letter in mail.outbox] == []


def test_what_has_been_accepted_is_nobody_elses_to_see(
    adopted: Version, organiser: Member, administrator: Member, alice: Member, client_of: ClientOf
) -> None:
    accept_guidelines(adopted, by=alice)
    for member in (organiser, administrator):
        for address in ("/organise/guidelines", f"/guidelines/versions/{adopted.pk}", "/guidelines"):
            page = client_of(member).get(address)
            assert "Alice" not in page.text
            assert "You accepted this version" not in said(page)


def test_two_who_write_at_once_lose_nothing(organiser: Member, administrator: Member, client_of: ClientOf) -> None:
    draft = draft_guidelines(by=organiser, template="house")
    here = f"/organise/guidelines/versions/{draft.pk}"
    client_of(administrator).post(here, words(draft, conduct="Be kind to all."))
    late = client_of(organiser).post(here, words(draft, conduct="Be kind to some."))
    assert late.status_code == 409
    assert "Somebody else has saved this draft since you began." in said(late)
    assert "Be kind to <del>all.</del><ins>some.</ins>" in late.text
    assert "Be kind to some." in late.text
    again = client_of(organiser).post(here, words(draft, conduct="Be kind to everybody.", revision="2"))
    assert again.status_code == 303
    assert Version.objects.get().conduct == "Be kind to everybody."


@pytest.mark.parametrize(
    ("otherwise", "error"),
    [({"conduct": " "}, "This field is required."), ({"title": "!?"}, "Give the guidelines a name")],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    organiser: Member, client_of: ClientOf, otherwise: dict[str, str], error: str
) -> None:
    draft = draft_guidelines(by=organiser, template="house")
    typed = words(draft, feedback="Mine <b>") | otherwise
    answer = client_of(organiser).post(f"/organise/guidelines/versions/{draft.pk}", typed)
    assert answer.status_code == 422
    assert error in said(answer)
    assert "Mine &lt;b&gt;" in answer.text
    assert Version.objects.get().feedback == draft.feedback


@pytest.mark.parametrize("day", ["", "yesterday", "2026-11-22", "2028-01-01", "0001-01-01"])
def test_a_day_that_will_not_do_adopts_nothing(organiser: Member, client_of: ClientOf, day: str) -> None:
    draft = draft_guidelines(by=organiser, template="house")
    answer = client_of(organiser).post(f"/organise/guidelines/versions/{draft.pk}/adoption", {"on": day})
    assert (answer.status_code, in_force(draft.guidelines)) == (422, None)


def test_late_clicks_change_nothing(adopted: Version, organiser: Member, alice: Member, client_of: ClientOf) -> None:
    desk, here = client_of(organiser), f"/organise/guidelines/versions/{adopted.pk}"
    for address, data in (
        (here, words(adopted, conduct="Quietly")), (f"{here}/adoption", {"on": "2026-11-30"}),
        (f"{here}/consultation", {}), (f"{here}/removal", {}),
    ):  # fmt: skip
        assert desk.post(address, data).status_code == 303
    stands = Version.objects.select_related("adoption").get()
    assert (stands.conduct, stands.adoption.on) == (adopted.conduct, MONDAY.date())
    coming = draft_version(adopted.guidelines, by=organiser)
    adopt(coming, by=organiser, on=MONDAY.date() + timedelta(days=3))
    early = client_of(alice).post(f"/guidelines/versions/{coming.pk}/acceptance", follow=True)
    assert "This version does not hold today." in said(early)
    assert Acceptance.objects.count() == 0


def test_a_draft_is_thrown_away_after_one_question(organiser: Member, client_of: ClientOf) -> None:
    draft = draft_guidelines(by=organiser, template="house")
    ask_for_comments(draft, by=organiser)
    page = client_of(organiser).get(f"/organise/guidelines/versions/{draft.pk}")
    assert "The draft and what was said about it are gone. What holds stays." in said(page)
    client_of(organiser).post(f"/organise/guidelines/versions/{draft.pk}/removal")
    assert Guidelines.objects.count() == 0


def test_three_pages_are_there_from_the_first_day_and_become_the_houses_own(
    organiser: Member, alice: Member, client_of: ClientOf
) -> None:
    reader = client_of(alice)
    for name, title, line in (
        ("feedback", "How to give feedback", "Ask first."), ("confidential", "What is confidential", "Who said what"),
        ("sight", "Who may see what", "Never your manager"),
    ):  # fmt: skip
        page = reader.get(f"/guidelines/{name}")
        assert (f"<h1>{title}</h1>" in page.text, line in said(page)) == (True, True)
    draft = draft_guidelines(by=organiser, template="house")
    client_of(organiser).post(f"/organise/guidelines/versions/{draft.pk}", words(draft, feedback="Say it with cake."))
    assert "Say it with cake." not in said(reader.get("/guidelines/feedback"))
    adopt(Version.objects.get(), by=organiser, on=MONDAY.date())
    assert "Say it with cake." in said(reader.get("/guidelines/feedback"))
    own = draft_guidelines(by=organiser, template="circles", title="Night shift", for_house=False)
    adopt(own, by=organiser, on=MONDAY.date())
    assert "Night shift" in said(reader.get(f"/guidelines/{own.guidelines_id}/pages/feedback"))
    assert reader.get(f"/guidelines/{own.guidelines_id}/pages/nothing").status_code == 404


def test_pages_are_light_and_cost_the_same_however_many_there_are(
    adopted: Version,
    organiser: Member,
    alice: Member,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader: Client = client_of(alice)
    reader.get("/guidelines")
    for number in (1, 30):
        for one in range(number):
            made = draft_guidelines(by=organiser, template="circles", title=f"Circles {one}", for_house=False)
            adopt(made, by=organiser, on=MONDAY.date())
        with django_assert_num_queries(14):
            page = reader.get("/guidelines")
        assert len(page.content) < 60_000
