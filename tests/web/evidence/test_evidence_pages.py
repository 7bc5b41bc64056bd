"""Alice looks at what she knows, says yes, corrects, leaves out; and at what lacks somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from tests.browser import shown
from tests.browser.rewarded import a_skill

from peerloop.evidence.queries import gathered_of
from peerloop.recognition.models import Contribution
from peerloop.skills.models import Offer
from peerloop.web.recognition.seasons import SHOWN_AT

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member


def said(page: str) -> str:
    return " ".join(strip_tags(page.split("<body")[1].replace("<", " <")).split())


@pytest.fixture
def page(alice: Member, bo: Member) -> str:
    return shown.knowledge(alice, bo)


def test_each_skill_stands_with_what_says_so_and_links_to_it(page: str, alice: Member, client_of: ClientOf) -> None:
    text = client_of(alice).get(page).text
    told = said(text)
    assert "Shown 8 times" in told
    assert "and 3 more" in told
    assert "Some of it was noted for Presenting; you said that it was this." in told
    assert "About 20 colleagues want to learn it, and nobody offers it yet." in told
    first = gathered_of(alice).waiting[0]
    assert first.skill.name == "Facilitation"
    assert f'href="/sessions/{first.rows[0].source}"' in text
    assert "After a year all of it counts half" in told


def test_one_click_offers_it(page: str, alice: Member, bo: Member, client_of: ClientOf) -> None:
    skill = a_skill("Facilitation", bo)
    answer = client_of(alice).post(f"/knowledge/{skill.pk}/offer", {"level": "4"}, follow=True)
    assert "Colleagues who want to learn “Facilitation” can find you now." in said(answer.text)
    assert Offer.objects.get(member=alice, skill=skill).level == 4


@pytest.mark.parametrize("level", ["9", "x", "-1"])
def test_a_wrong_level_offers_nothing(level: str, page: str, alice: Member, bo: Member, client_of: ClientOf) -> None:
    skill = a_skill("Facilitation", bo)
    answer = client_of(alice).post(f"/knowledge/{skill.pk}/offer", {"level": level}, follow=True)
    assert "Choose how far you are with it." in said(answer.text)
    assert not Offer.objects.filter(member=alice, skill=skill).exists()


def test_it_was_another_skill_and_what_was_typed_is_kept(
    page: str, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser, skill = client_of(alice), a_skill("Facilitation", bo)
    refused = browser.post(f"/knowledge/{skill.pk}/correction", {"instead": "Facilitating <b>"})
    assert refused.status_code == 422
    assert 'value="Facilitating &lt;b&gt;"' in refused.text
    assert "Nobody has named this skill here yet" in refused.text
    done = browser.post(f"/knowledge/{skill.pk}/correction", {"instead": "welding"}, follow=True)
    assert "Noted for “Welding” from now on." in said(done.text)
    assert [len(one.rows) for one in gathered_of(alice).offered if one.skill.name == "Welding"] == [8]


def test_left_out_and_taken_in_again(page: str, alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser, skill = client_of(alice), a_skill("Facilitation", bo)
    told = said(browser.post(f"/knowledge/{skill.pk}/leaving-out", follow=True).text)
    assert "Left out. You find it at the end of this page." in told
    told = said(browser.post(f"/knowledge/{skill.pk}/leaving-out/removal", follow=True).text)
    assert "It stands as it was noted." in told
    assert browser.post(f"/knowledge/{skill.pk}/leaving-out/removal").status_code == 404


def test_what_fades_says_so_and_stays_where_its_member_says_so(
    page: str, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser, skill = client_of(alice), a_skill("Budgeting", bo)
    assert said(browser.get(page).text).count("Nothing has shown it for half a year.") == 2
    browser.post(f"/knowledge/{skill.pk}/renewal")
    assert said(browser.get(page).text).count("Nothing has shown it for half a year.") == 1


def test_nobody_else_finds_a_trace_of_it(
    page: str, alice: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    skill = a_skill("Facilitation", bo)
    for reader in (bo, dana):
        browser = client_of(reader)
        assert said(browser.get(page).text).count("Facilitation") == 0
        for act in ("offer", "correction", "leaving-out", "leaving-out/removal", "renewal"):
            assert browser.post(f"/knowledge/{skill.pk}/{act}").status_code == 404
        assert "Alice" not in said(browser.get(f"/skills/{skill.pk}").text)
        assert "Facilitation" not in said(browser.get(f"/members/{alice.pk}").text)


def test_what_lacks_somebody_is_an_invitation(page: str, alice: Member, client_of: ClientOf) -> None:
    text = client_of(alice).get("/topics").text
    told = said(text)
    assert "Beekeeping About 20 want to learn it I can help with it Beekeeping It is proposed: look" in told
    assert f"{shown.LONG} About 10 want to learn it" in told
    assert "/proposals/new?skill=" in text


def test_the_pages_ask_the_same_of_the_database_for_1_and_30(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get("/knowledge")
        assert len(answer.content) < 60_000
        return len(queries)

    shown.taught(alice, a_skill("Facilitation", bo), 3)
    asked()
    few = asked()
    for number in range(30):
        shown.taught(alice, a_skill(f"Topic {number} of the trade", bo), 5, 6, 7)
    assert asked() <= few


def test_every_source_of_a_contribution_has_a_page_that_shows_it() -> None:
    assert SHOWN_AT.keys() == {*Contribution.Source.values}
