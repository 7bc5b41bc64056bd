"""Learning beyond the usual: something outside one's field, and from somebody who came after one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.matchmaking.actions import draw_stretch
from peerloop.matchmaking.models import Pairing, Request, Stretch, StretchAnswer
from peerloop.matchmaking.queries import season_of, wants_no_stretch
from peerloop.people.actions import update_profile
from peerloop.skills.actions import offer, propose_skill, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def singing(alice: Member, bo: Member) -> Skill:
    """Alice wants Rust, which nobody can help with yet; Bo would gladly show her how one sings."""
    want(alice, skill=propose_skill("Rust", by=alice), level=3)
    skill = propose_skill("Singing", by=bo)
    offer(bo, skill=skill, level=4, text="In any key")
    return skill


def drawn_for(member: Member) -> None:
    """Let the lot of this season fall on the member today."""
    draw_stretch(member, season=season_of(clock.now().date())[0])


def test_something_outside_ones_field_is_said_to_be_and_taken(
    singing: Skill, alice: Member, bo: Member, page_of
) -> None:
    drawn_for(alice)
    page = page_of(alice)
    page.goto("/")
    found = page.get_by_role("region", name="How about Singing?")
    expect(found).to_have_count(1)
    expect(found.get_by_text("Outside your usual field, on purpose")).to_be_visible()
    found.get_by_role("link", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How about Singing?")
    expect(page.get_by_text("Outside your usual field, on purpose")).to_be_visible()
    expect(page.get_by_text("In any key")).to_be_visible()
    page.get_by_role("button", name="I am curious").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Singing: who can help you")
    page.get_by_role("button", name="Ask Bo for this time").click()
    expect(page.get_by_role("button", name="Ask Bo for this time")).to_have_count(0)
    wanted = Need.objects.get(member=alice, skill=singing)
    assert (wanted.level, wanted.visibility) == (1, "matching")

    page.goto("/")
    expect(page.get_by_role("region", name="How about Singing?")).to_have_count(0)
    theirs = page_of(bo)
    theirs.goto("/requests")
    expect(theirs.get_by_role("main")).to_contain_text("Singing")
    assert StretchAnswer.objects.get().kind == "taken"


def test_not_for_me_and_then_none_of_these_any_more_on_a_phone(singing: Skill, alice: Member, page_of) -> None:
    drawn_for(alice)
    page: Page = page_of(alice, viewport=PHONE)
    page.goto("/pairings")
    page.get_by_role("region", name="How about Singing?").get_by_role("link", name="Look at it").click()
    page.get_by_role("button", name="Not for me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing outside your field just now")
    assert StretchAnswer.objects.get().kind == "dismissed"
    assert not Need.objects.filter(member=alice, skill=singing).exists()
    page.goto("/pairings")
    expect(page.get_by_role("region", name="How about Singing?")).to_have_count(0)

    page.goto("/stretch")
    page.get_by_text("Suggest none of these any more").click()
    page.get_by_role("button", name="Switch them off").click()
    expect(page.get_by_text("You have switched these suggestions off.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert wants_no_stretch(alice)
    assert draw_stretch(alice, season="2999-Q1") is None
    page.get_by_role("button", name="Suggest something now and then").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing outside your field just now")
    assert not wants_no_stretch(alice)


def test_switched_off_without_scripts_it_is_gone_at_once(singing: Skill, alice: Member, page_of) -> None:
    drawn_for(alice)
    page = page_of(alice, java_script_enabled=False)
    page.goto("/stretch")
    page.get_by_text("Suggest none of these any more").click()
    page.get_by_role("button", name="Switch them off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing outside your field")
    page.goto("/")
    expect(page.get_by_role("region", name="How about Singing?")).to_have_count(0)
    assert Stretch.objects.filter(answer=None).count() == 1


@pytest.fixture
def years(rust: Skill, alice: Member, bo: Member, charlie: Member) -> Need:
    """Bo came long before Alice and Charlie long after; both can help her with Rust."""
    offer(charlie, skill=rust, level=5)
    for member, year in ((bo, 2010), (alice, 2015), (charlie, 2024)):
        update_profile(member, by=None, hired_on=date(year, 3, 1))
    return want(alice, skill=rust, level=3)


def test_only_those_who_came_after_one_are_suggested_and_one_is_asked(
    years: Need, alice: Member, charlie: Member, page_of, post, work, mail_to_the_server
) -> None:
    hers = page_of(alice)
    hers.goto(f"/needs/{years.pk}/suggestions")
    asking = hers.get_by_role("button", name=re.compile("^Ask .* for this time$"))
    expect(asking).to_have_count(2)
    hers.get_by_role("button", name="Somebody earlier in their career").click()
    expect(hers.get_by_role("status")).to_contain_text("Only colleagues who came at least a year after you")
    expect(asking).to_have_text(["Ask Charlie for this time"])
    asking.click()
    expect(hers.get_by_role("main")).to_contain_text("You have asked Charlie as somebody earlier in their career")

    work()
    [letter] = post.to(charlie)
    assert "Alice asks you as somebody earlier in their career." in letter.get_body(("plain",)).get_content()
    theirs = page_of(charlie)
    theirs.goto("/requests")
    expect(theirs.get_by_role("main")).to_contain_text("reverse mentoring")
    theirs.goto(f"/requests/{Request.objects.get().pk}")
    expect(theirs.get_by_role("main")).to_contain_text("Alice has been here longer than you")
    theirs.get_by_role("button", name="Yes, gladly").click()
    expect(theirs.get_by_role("main")).to_contain_text("Alice has been here longer and learns from you")
    pairing = Pairing.objects.get()
    assert (pairing.kind, pairing.learner, pairing.teacher) == ("reverse", alice, charlie)


@pytest.mark.parametrize("window", [{"viewport": PHONE}, {"java_script_enabled": False}], ids=["phone", "no-scripts"])
def test_and_anybody_again(window: dict[str, object], years: Need, alice: Member, page_of) -> None:
    page = page_of(alice, **window)
    page.goto(f"/needs/{years.pk}/suggestions")
    page.get_by_role("button", name="Somebody earlier in their career").click()
    asking = page.get_by_role("button", name=re.compile("^Ask .* for this time$"))
    expect(asking).to_have_text(["Ask Charlie for this time"])
    page.get_by_role("button", name="Anybody", exact=True).click()
    expect(asking).to_have_count(2)
    page.get_by_role("button", name="Ask Bo for this time").click()
    expect(page.get_by_role("button", name="Somebody earlier in their career")).to_have_count(0)
    page.goto("/requests")
    expect(page.get_by_role("main")).to_contain_text("Bo")
    expect(page.get_by_role("main")).not_to_contain_text("reverse mentoring")
    if "viewport" in window:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_who_came_when_nobody_knows_is_told_so(rust: Skill, alice: Member, page_of) -> None:
    need = want(alice, skill=rust, level=3)
    page = page_of(alice)
    page.goto(f"/needs/{need.pk}/suggestions")
    page.get_by_role("button", name="Somebody earlier in their career").click()
    expect(page.get_by_text("Nobody has told us since when you are here")).to_be_visible()
    expect(page.get_by_role("button", name="Anybody", exact=True)).to_have_count(0)
