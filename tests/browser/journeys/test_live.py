"""A session as people live through it: an agenda, questions, one clock for all, who is here, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser import lived

from peerloop.formats.queries import formats
from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.live.actions import check_in, close_opinions, say_opinion, start
from peerloop.live.models import CheckIn, Clock, Opinion
from peerloop.live.queries import notes_of
from peerloop.live.rules import OPEN_FOR, code_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member


def seconds(page: Page) -> int:
    """Return what the clock shows, in seconds."""
    minutes, rest = page.get_by_role("timer").inner_text().split(":")
    return int(minutes) * 60 + int(rest)


def test_a_lunch_and_learn_from_its_agenda_to_what_it_was_worth(
    alice: Member, bo: Member, charlie: Member, page_of
) -> None:
    session = lived.lunch(bo, alice, charlie, *lived.colleagues(8), in_minutes=8)
    leading, first, second = page_of(bo), page_of(alice), page_of(charlie)

    leading.goto(f"/sessions/{session.pk}")
    leading.get_by_role("button", name="Take it").click()
    expect(leading.get_by_text("Why this matters to me")).to_be_visible()

    first.goto(f"/sessions/{session.pk}")
    first.get_by_label("Your question").fill("When is a subquery the better way?")
    first.get_by_role("button", name="Ask it").click()
    second.goto(f"/sessions/{session.pk}")
    second.get_by_role("button", name="Me too").click()
    expect(second.get_by_text("1 wants this, too")).to_be_visible()

    for page in (leading, first, second):
        page.goto(f"/sessions/{session.pk}/live")
    leading.get_by_role("button", name="Begin").click()
    for page in (leading, first, second):
        expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    assert max(map(seconds, (leading, first, second))) - min(map(seconds, (leading, first, second))) <= 1

    code = leading.locator(".code").inner_text()
    first.get_by_label("Code").fill(code)
    first.get_by_role("button", name="I am here").click()
    expect(leading.get_by_text("Here: 1 of 11")).to_be_visible()
    second.goto(f"/sessions/{session.pk}/check-in?code={code}")
    second.get_by_role("button", name="I am here").click()
    expect(leading.get_by_text("Here: 2 of 11")).to_be_visible()

    leading.get_by_role("button", name="Next step").click()
    for page in (leading, first, second):
        expect(page.get_by_role("heading", name="Why this matters to me")).to_be_visible()
    leading.get_by_role("button", name="Two more minutes").click()
    expect(leading.get_by_role("timer")).to_contain_text("06:")
    expect(second.get_by_role("timer")).to_contain_text("06:")
    leading.get_by_role("button", name="Pause").click()
    expect(second.get_by_text("paused")).to_be_visible()
    late = page_of(alice)
    late.goto(f"/sessions/{session.pk}/live")
    expect(late.get_by_text("Step 2 of 5")).to_be_visible()
    leading.get_by_role("button", name="Answered").click()
    expect(second.locator("#side").get_by_text("answered", exact=True)).to_be_visible()

    over = lived.begins(session, clock.now() - 50 * lived.MINUTE)
    first.goto(f"/sessions/{session.pk}")
    first.get_by_role("link", name="What was it worth? Two taps").click()
    first.get_by_role("radio", name="yes").check()
    first.get_by_role("button", name="Partly").click()
    expect(first.get_by_text("Worth the time: yes. Can use it: partly.")).to_be_visible()
    for one in over.participations.exclude(member__in=[bo, alice]).select_related("member"):
        say_opinion(over, worth="yes", usable="yes", by=one.member)
    close_opinions(lived.begins(session, over.starts_at - OPEN_FOR))
    assert not Opinion.objects.exists()
    leading.goto(f"/sessions/{session.pk}")
    expect(leading.get_by_text("yes: at least 5").first).to_be_visible()


def test_two_leaders_press_at_once_and_the_second_is_told(alice: Member, bo: Member, page_of, witness) -> None:
    session = lived.hour(alice, bo, in_minutes=1)
    start(session, by=bo)
    one, other = page_of(alice), page_of(bo)
    for page in (one, other):
        page.route("**/live?seen=*", lambda route: route.abort())  # neither has heard of the other yet
        page.goto(f"/sessions/{session.pk}/live")
    witness.expected.add(409)
    one.get_by_role("button", name="Next step").click()
    expect(one.get_by_text("Step 2 of 4")).to_be_visible()
    other.get_by_role("button", name="Next step").click()
    expect(other.get_by_text("Somebody else was quicker. This is where you are now.")).to_be_visible()
    expect(other.get_by_text("Step 2 of 4")).to_be_visible()
    assert Clock.objects.get().place == 1


def test_somebody_does_not_come(alice: Member, bo: Member, page_of, post, mail_to_the_server, phone) -> None:
    session = lived.hour(alice, bo, in_minutes=-7)
    page = page_of(alice, viewport=phone)
    page.goto(f"/sessions/{session.pk}/live")
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_role("heading", name="Bo has not come yet")).to_be_visible()
    with clock.at(clock.now() + 3 * lived.MINUTE):
        work_off()
    assert "Alice is there, for your hour" in [letter["Subject"] for letter in post.to(bo)]
    page.get_by_role("link", name="Find another hour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Move the session")
    theirs = page_of(bo)
    theirs.goto(f"/sessions/{session.pk}/live")
    theirs.get_by_role("button", name="I am here").click()
    page.goto(f"/sessions/{session.pk}/live")
    expect(page.get_by_text("Here: 2 of 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Bo has not come yet")).to_have_count(0)


def test_without_scripts_the_page_says_until_when_and_everything_can_be_pressed(
    alice: Member, bo: Member, charlie: Member, page_of
) -> None:
    session = lived.prepared(bo, [charlie, alice], in_minutes=3)
    leading = page_of(bo, java_script_enabled=False)
    leading.goto(f"/sessions/{session.pk}/live")
    leading.get_by_role("button", name="Begin").click()
    until = f"until {Clock.objects.get().ends_at:%H:%M}"
    expect(leading.get_by_text(until)).to_be_visible()
    leading.get_by_role("button", name="Next step").click()
    expect(leading.get_by_text("Step 2 of 5")).to_be_visible()
    coming = page_of(alice, java_script_enabled=False)
    coming.goto(f"/sessions/{session.pk}/check-in?code={code_of(session)}")
    coming.get_by_role("button", name="I am here").click()
    expect(coming.get_by_text("Step 2 of 5")).to_be_visible()
    assert [one.member for one in CheckIn.objects.select_related("member")] == [alice]


def test_by_keyboard_alone(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    session = lived.prepared(bo, [charlie, alice], in_minutes=3)
    start(session, by=bo)
    check_in(session, by=bo)
    page = page_of(bo)
    page.goto(f"/sessions/{session.pk}/live")
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Step 2 of 5")).to_be_visible()
    expect(page.get_by_role("button", name="Next step")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("timer")).to_contain_text("06:")


def test_notes_of_two_who_write_at_once(alice: Member, bo: Member, page_of, witness) -> None:
    session = lived.hour(alice, bo, in_minutes=-40)
    one, other = page_of(alice), page_of(bo)
    for page in (one, other):
        page.goto(f"/sessions/{session.pk}/notes")
    one.get_by_label("Notes").fill("Frames default to range.")
    one.get_by_role("button", name="Keep it").click()
    witness.expected.add(409)
    other.get_by_label("Notes").fill("Use rows.")
    other.get_by_role("button", name="Keep it").click()
    expect(other.get_by_text("Alice has written while you were writing.")).to_be_visible()
    expect(other.get_by_text("Frames default to range.")).to_be_visible()
    other.get_by_label("Notes").fill("Frames default to range. Use rows.")
    other.get_by_role("button", name="Keep it").click()
    expect(other.get_by_text("Last written by Bo")).to_be_visible()
    assert notes_of(session).text == "Frames default to range. Use rows."


def test_an_organiser_makes_a_format_of_our_own(organiser: Member, page_of) -> None:
    page = page_of(organiser)
    page.goto("/formats")
    page.get_by_role("link", name="Demo").click()
    page.get_by_role("button", name="Copy and change it").click()
    page.get_by_label("Name").fill("Friday demo")
    minutes = page.get_by_label("Minutes").nth(3)
    minutes.fill("")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Step 3, “What did you see?” has no minutes.")).to_be_visible()
    expect(page.get_by_label("Name").first).to_have_value("Friday demo")
    page.get_by_label("Minutes").nth(3).fill("5")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Friday demo")
    assert formats()[0].title == "Friday demo"
