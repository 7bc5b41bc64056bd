"""From the first day to a word of thanks: proposed, agreed, planned, and what the manager sees of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.matchmaking.models import Meeting, Pairing
from peerloop.onboarding.actions import farewells, say_yes, second_weeks, welcome_newcomers
from peerloop.onboarding.models import Buddy, Nomination, Task
from peerloop.people.actions import update_profile

if TYPE_CHECKING:
    from peerloop.people.models import Member


@pytest.fixture
def first_day(alice: Member, bo: Member, charlie: Member) -> None:
    """Alice came today; Bo, of the same place, and Charlie have been here for years."""
    update_profile(alice, by=None, hired_on=clock.now().date(), place="Lisbon")
    update_profile(bo, by=None, hired_on=date(2019, 5, 1), place="Lisbon")
    update_profile(charlie, by=None, hired_on=date(2021, 5, 1))


def links_in(letter) -> list[str]:
    return re.findall(r"https?://\S+/onboarding/links/\S+", letter.get_body(("plain",)).get_content())


def test_from_the_mail_to_the_first_half_hour(
    first_day: None, alice: Member, bo: Member, page_of, post, work, mail_to_the_server
) -> None:
    """Bo answers from the mail, after a scanner has opened every link; Alice on the page, without scripts."""
    welcome_newcomers()
    work()
    [letter] = post.to(bo)
    scanner = page_of(None, java_script_enabled=False)
    for link in links_in(letter):
        scanner.goto(link)
    assert Buddy.objects.get().acceptances.count() == 0
    window = page_of(None)
    window.goto(links_in(letter)[0])
    window.get_by_role("button", name="Yes, gladly").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("You have said yes")

    page = page_of(alice, java_script_enabled=False)
    page.goto("/onboarding")
    expect(page.get_by_role("article", name="Bo")).to_contain_text("At the same place")
    page.get_by_role("button", name="Yes, gladly").click()
    page.get_by_role("link", name="The plan of the first weeks").click()
    expect(page.get_by_role("heading", name="Week 1: Arrive")).to_be_visible()
    page.get_by_role("button", name="Done: Ask: whom do people call first when something breaks?").click()
    page.get_by_label("What is there to do or to ask?").fill("Where is the good coffee?")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Where is the good coffee?")).to_be_visible()
    assert Task.objects.filter(tick__by=alice).count() == 1
    page.get_by_role("link", name="Find a half-hour").click()
    page.get_by_role("button", name="Book this hour").click()
    assert Meeting.objects.filter(pairing=Pairing.objects.get(kind="onboarding")).count() == 1


def test_not_this_one_from_the_mail_and_the_next_is_there(
    first_day: None, alice: Member, bo: Member, charlie: Member, page_of, post, work, mail_to_the_server
) -> None:
    welcome_newcomers()
    work()
    window = page_of(None)
    window.goto(links_in(post.to(bo)[0])[1])
    window.get_by_role("button", name="Not this time").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Answered")
    page = page_of(alice)
    page.goto("/onboarding")
    expect(page.get_by_role("article", name="Charlie")).to_be_visible()
    expect(page.get_by_text("Bo", exact=True)).to_have_count(0)


def test_a_manager_nominates_and_learns_two_things(
    first_day: None, alice: Member, charlie: Member, dana: Member, page_of
) -> None:
    page = page_of(dana)
    page.goto("/onboarding")
    page.get_by_role("link", name="Who is new in your team").click()
    page.get_by_role("link", name="Think of somebody for Alice").click()
    page.get_by_label("A colleague’s name or e-mail address").fill("char")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="Nominate Charlie").click()
    expect(page.get_by_role("article", name="Alice")).to_contain_text("theirs to decide")
    assert Nomination.objects.get().by == dana
    for member in (alice, charlie):
        theirs = page_of(member)
        theirs.goto("/onboarding")
        theirs.get_by_role("button", name="Yes, gladly").click()
    page.reload()
    expect(page.get_by_role("article", name="Alice")).to_contain_text("both have agreed")
    plan = Buddy.objects.get(pairing__isnull=False).pairing_id
    assert page.request.get(f"/onboarding/plans/{plan}").status == 404


def test_the_second_week_and_the_end(
    first_day: None, alice: Member, bo: Member, page_of, post, work, mail_to_the_server
) -> None:
    with clock.at(clock.now() - timedelta(weeks=13)):
        welcome_newcomers()
        for member in (alice, bo):
            say_yes(Buddy.objects.get(), by=member)
    second_weeks()
    work()
    [asked] = [one for one in post.to(alice) if one["Subject"] == "How is it going with Bo?"]
    page = page_of(alice)
    page.goto(re.findall(r"https?://\S+/onboarding/plans/\d+", asked.get_body(("plain",)).get_content())[0])
    page.get_by_role("button", name="It goes well").click()
    expect(page.get_by_role("status")).to_contain_text("Only you see what you said.")
    farewells()
    work()
    assert [one["Subject"] for one in post.to(bo) if "are over" in one["Subject"]] == [
        "The first weeks with Alice are over"
    ]
    page.goto("/onboarding")
    expect(page.get_by_role("region", name="So far")).to_contain_text("Bo")


def test_somebody_else_would_suit_better_and_no_buddy_at_all(
    first_day: None, alice: Member, bo: Member, charlie: Member, page_of
) -> None:
    welcome_newcomers()
    for member in (alice, bo):
        say_yes(Buddy.objects.get(), by=member)
    page = page_of(alice)
    page.goto(f"/onboarding/plans/{Buddy.objects.get().pairing_id}")
    page.get_by_text("Somebody else would suit better").first.click()
    page.get_by_role("button", name="Somebody else would suit better").click()
    expect(page.get_by_role("article", name="Charlie")).to_be_visible()
    page.get_by_role("button", name="I need no buddy").click()
    expect(page.get_by_role("heading", name="You need no buddy")).to_be_visible()
    window = page_of(charlie)
    window.goto("/onboarding")
    window.get_by_role("button", name="I would rather not be a buddy").click()
    expect(window.get_by_role("button", name="I would be a buddy again")).to_be_visible()
