"""Learning together as people live it: from the request to the end, in a ring, when it is no fit or goes quiet."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.together import a_ring

from peerloop.kit import clock
from peerloop.matchmaking.actions import change_note, release_silent
from peerloop.matchmaking.models import Ending, Goal, NotAFit, Note, Pairing, Point
from peerloop.schedule.actions import record_ended_sessions
from peerloop.skills.actions import offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def test_a_mentoring_from_the_first_yes_to_the_word_of_thanks(
    rust: Skill, alice: Member, bo: Member, paired: Callable[..., Pairing], page_of
) -> None:
    pairing = paired(alice, bo, ago=timedelta(days=9))
    record_ended_sessions()
    hers, his = page_of(alice), page_of(bo)
    hers.goto("/pairings")
    hers.get_by_role("link", name="Rust with Bo").click()
    hers.get_by_role("textbox", name="Goal").fill("Read a lifetime")
    hers.get_by_label("By when").fill((clock.now() + timedelta(days=30)).date().isoformat())
    hers.get_by_role("button", name="Add to your goals").click()
    expect(hers.get_by_text("Read a lifetime").first).to_be_visible()
    hers.get_by_role("textbox", name="To talk about").fill("Why the borrow checker minds")
    hers.get_by_role("button", name="Add to what you talk about").click()

    his.goto(f"/pairings/{pairing.pk}")
    his.get_by_role("textbox", name="To talk about").fill("When a box is right")
    his.get_by_role("button", name="Add to what you talk about").click()
    his.get_by_role("button", name="Talked about Why the borrow checker minds").click()
    expect(his.get_by_role("region", name="So far")).to_contain_text("Why the borrow checker minds")
    his.get_by_role("button", name="Book this hour").click()
    his.goto(f"/pairings/{pairing.pk}")
    expect(his.get_by_role("region", name="To talk about then")).to_contain_text("When a box is right")

    his.get_by_role("link", name="Open the notebook").click()
    his.get_by_role("textbox", name="Note").fill("Borrow once.")
    his.get_by_role("button", name="Write it down").click()
    expect(his.get_by_text("Borrow once.")).to_be_visible()
    hers.goto(f"/pairings/{pairing.pk}/notebook")
    hers.get_by_role("link", name=re.compile("^Change")).click()
    change_note(Note.objects.get(), text="Borrow once, and briefly.", version=1, by=bo)
    hers.get_by_role("textbox", name="Note").fill("Borrow once, said Bo.")
    with hers.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 409):
        hers.get_by_role("button", name="Keep it").click()
    expect(hers.get_by_text("Borrow once, and briefly.")).to_be_visible()
    expect(hers.get_by_role("textbox", name="Note")).to_have_value("Borrow once, said Bo.")
    hers.get_by_role("textbox", name="Note").fill("Borrow once, and briefly, said Bo.")
    hers.get_by_role("button", name="Keep it").click()
    his.reload()
    expect(his.get_by_text("Borrow once, and briefly, said Bo.")).to_be_visible()

    hers.goto(f"/pairings/{pairing.pk}")
    hers.get_by_role("button", name="Reached Read a lifetime").click()
    hers.get_by_role("link", name="Bring it to an end").click()
    hers.get_by_label("A word of thanks").fill("You saved me weeks.")
    hers.get_by_role("button", name="End it", exact=True).click()
    expect(hers.get_by_text("You saved me weeks.")).to_be_visible()
    his.goto(f"/pairings/{pairing.pk}")
    expect(his.get_by_text("You saved me weeks.")).to_be_visible()
    his.get_by_role("link", name="Open the notebook").click()
    expect(his.get_by_text("Borrow once, and briefly, said Bo.")).to_be_visible()
    expect(his.get_by_role("textbox", name="Note")).to_have_count(0)
    assert Ending.objects.get().kind == "done"


def test_a_ring_of_three_from_three_browsers(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    ring = a_ring(alice, bo, charlie)
    windows = [page_of(member) for member in (alice, bo, charlie)]
    for window in windows[:2]:
        window.goto("/pairings")
        window.get_by_role("link", name="Say yes, or not this time").click()
        window.get_by_role("button", name="Yes, count me in").click()
        expect(window.get_by_text(re.compile("^You have said yes"))).to_be_visible()
    windows[2].goto(f"/rings/{ring.pk}")
    windows[2].get_by_role("button", name="Yes, count me in").click()
    expect(windows[2].get_by_text("You are learning together.", exact=True)).to_be_visible()
    for window in windows:
        window.goto(f"/rings/{ring.pk}")
        expect(window.get_by_role("link", name=re.compile("^Choose your hours"))).to_have_count(2)
    windows[0].get_by_role("link", name="Choose your hours Art 2").click()
    expect(windows[0].get_by_role("heading", level=1)).to_have_text("Art 2 with Bo")
    windows[0].get_by_role("button", name="Book this hour").click()
    assert Pairing.objects.filter(ring=ring, sessions__isnull=False).count() == 1
    windows[0].goto(f"/pairings/{Pairing.objects.get(ring=ring, learner=alice).pk}/ending")
    windows[0].get_by_label("End it for all of us").check()
    windows[0].get_by_role("button", name="End it", exact=True).click()
    expect(windows[0].get_by_role("heading", level=1)).to_have_text("Art 2 with Bo")
    assert Pairing.objects.filter(ring=ring, ending=None).count() == 0


def test_no_fit_on_a_phone_without_scripts(
    rust: Skill, alice: Member, bo: Member, charlie: Member, paired: Callable[..., Pairing], page_of, phone
) -> None:
    pairing = paired(alice, bo)
    offer(charlie, skill=rust, level=5)
    page = page_of(alice, viewport=phone, java_script_enabled=False)
    page.goto(f"/pairings/{pairing.pk}")
    page.get_by_role("link", name="Bring it to an end").click()
    page.get_by_role("button", name="End it without a word").click()
    expect(page.get_by_role("button", name="Ask Charlie for this time")).to_be_visible()
    expect(page.get_by_role("button", name="Ask Bo for this time")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    window = page_of(bo)
    window.goto(f"/pairings/{pairing.pk}")
    expect(window.get_by_text(re.compile("^ended on"))).to_be_visible()
    expect(window.get_by_role("main")).not_to_contain_text("fit")
    assert NotAFit.objects.count() == 1


@pytest.mark.parametrize("word", ["We are still at it", "Let us end it"])
def test_after_silence_one_click_in_the_mail(
    word: str, rust: Skill, alice: Member, bo: Member, paired: Callable[..., Pairing], page_of, post, work,
    mail_to_the_server,
) -> None:  # fmt: skip
    paired(alice, bo, ago=timedelta(days=30))
    release_silent()
    work()
    [letter] = [one for one in post.to(bo) if "still at it" in one["Subject"]]
    links = re.findall(r"https?://\S+/words/\S+", letter.get_body(("plain",)).get_content())
    window = page_of(None)
    window.goto(links[word == "Let us end it"])
    assert not Ending.objects.exists()
    window.get_by_role("button", name=word).click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Good" if "still" in word else "It has ended")
    assert Ending.objects.exists() == ("end" in word)


def test_after_silence_nobody_says_a_word(
    rust: Skill, alice: Member, bo: Member, paired: Callable[..., Pairing], page_of
) -> None:
    pairing = paired(alice, bo, ago=timedelta(days=60))
    with clock.at(clock.now() - timedelta(days=20)):
        release_silent()
    page = page_of(alice)
    page.goto(f"/pairings/{pairing.pk}")
    expect(page.get_by_role("heading", name="Are you two still at it?")).to_be_visible()
    release_silent()
    page.reload()
    expect(page.get_by_text("came to rest, as nothing was heard")).to_be_visible()
    assert Ending.objects.get().kind == "silent"


def test_goals_and_points_by_keyboard(
    rust: Skill, alice: Member, bo: Member, paired: Callable[..., Pairing], page_of
) -> None:
    pairing = paired(alice, bo)
    page = page_of(alice)
    page.goto(f"/pairings/{pairing.pk}")
    page.get_by_role("textbox", name="To talk about").focus()
    page.keyboard.type("Boxes")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Talked about Boxes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Talk about it again Boxes")).to_be_visible()
    page.get_by_role("textbox", name="Goal").focus()
    page.keyboard.type("Read a lifetime")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Reached Read a lifetime")).to_be_visible()
    assert (Point.objects.count(), Goal.objects.count()) == (1, 1)
