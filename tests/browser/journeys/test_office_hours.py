"""Two come to Bo's office hour with the same question, and go in together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.journeys.test_keyboard import press_enter, tab_to
from tests.browser.series import SAME, an_hour

from peerloop.officehours.actions import come
from peerloop.officehours.models import OfficeHour, Visit
from peerloop.officehours.queries import dates_of

if TYPE_CHECKING:
    from peerloop.people.models import Member

TO_POLL = 15_000


@pytest.mark.usefixtures("mail_to_the_server")
def test_the_host_and_two_visitors(alice: Member, bo: Member, charlie: Member, page_of, phone, post, work) -> None:
    hour = an_hour(bo)
    first, second, host = page_of(alice, viewport=phone), page_of(charlie), page_of(bo)
    host.goto(f"/office-hours/{hour.pk}/queue")
    expect(host.get_by_role("heading", name="Nobody waits")).to_be_visible()
    for page in (first, second):
        page.goto("/office-hours")
        page.get_by_role("link", name="Ask me about Rust").click()
        page.get_by_label("What is it about?").fill(SAME)
        page.get_by_role("button", name="Take a place in the queue").click()
    expect(second.get_by_role("heading", name="1 before you")).to_be_visible()
    expect(second.get_by_role("heading", name="Somebody else may have the same question")).to_be_visible()
    expect(host.get_by_role("heading", name="2 wait")).to_be_visible(timeout=TO_POLL)
    second.get_by_role("button", name="Yes, together").click()
    expect(second.get_by_role("main")).to_contain_text("You have said yes.")
    expect(second.get_by_role("main")).not_to_contain_text("Alice")
    expect(first.get_by_role("button", name="Yes, together")).to_be_visible(timeout=TO_POLL)
    expect(first.get_by_role("main")).not_to_contain_text("Charlie")
    first.get_by_role("button", name="Yes, together").click()
    expect(first.get_by_role("heading", name="You come in with Charlie")).to_be_visible()
    expect(second.get_by_role("heading", name="You come in with Alice")).to_be_visible(timeout=TO_POLL)
    expect(host.locator("#queue ol > li")).to_have_count(1, timeout=TO_POLL)
    expect(host.locator("#queue ol > li")).to_contain_text("together")

    host.get_by_role("button", name="Next please").click()
    expect(host.get_by_role("heading", name="With you now")).to_be_visible()
    for page in (first, second):
        expect(page.get_by_role("heading", name="It is your turn")).to_be_visible(timeout=TO_POLL)
    work()
    assert "It is your turn with Bo" in [letter["Subject"] for letter in post.to(alice)]
    host.get_by_role("button", name="Done", exact=True).click()
    expect(host.get_by_role("heading", name="Nobody is with you")).to_be_visible()
    assert set(Visit.objects.values_list("member__name", "outcome")) == {("Alice", "done"), ("Charlie", "done")}
    assert first.evaluate("document.documentElement.scrollWidth") <= phone["width"]


def test_without_scripts_one_waits_pauses_and_leaves(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    hour = an_hour(bo)
    come(hour, dates_of(hour)[0], by=charlie, text="A word")
    page, host = page_of(alice, java_script_enabled=False), page_of(bo, java_script_enabled=False)
    page.goto(f"/office-hours/{hour.pk}")
    page.get_by_label("What is it about?").fill("My plan")
    page.get_by_role("button", name="Take a place in the queue").click()
    host.goto(f"/office-hours/{hour.pk}/queue")
    host.get_by_role("button", name="Pause").click()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("The host is away for a moment.")
    host.get_by_role("button", name="Go on").click()
    host.get_by_role("button", name="Next please").click()
    host.get_by_role("button", name="Not here").click()
    expect(host.get_by_role("main")).to_contain_text("My plan")
    page.reload()
    expect(page.get_by_role("heading", name="It is your turn")).to_be_visible()
    host.get_by_role("button", name="Done", exact=True).click()
    again = page_of(charlie, java_script_enabled=False)
    again.goto(f"/office-hours/visits/{Visit.objects.get(member=charlie).pk}")
    expect(again.get_by_role("heading", name="You were called")).to_be_visible()
    again.get_by_role("link", name="Come again").click()
    again.get_by_label("What is it about?").fill("I am here")
    again.get_by_role("button", name="Take a place in the queue").click()
    again.get_by_role("button", name="Come first next time").click()
    expect(again.locator("body")).to_contain_text("You come first next time.")
    again.get_by_text("Leave the queue", exact=True).first.click()
    again.get_by_role("button", name="Leave the queue").click()
    expect(again.locator("body")).to_contain_text("You are out of the queue.")


def test_an_hour_is_offered_and_called_by_keyboard(alice: Member, bo: Member, page_of) -> None:
    page = page_of(bo)
    page.goto("/office-hours")
    tab_to(page, "Offer an hour")
    press_enter(page)
    page.get_by_label("What can one come to you with?").focus()
    page.keyboard.type("Compilers")
    tab_to(page, "Show the dates")
    press_enter(page)
    tab_to(page, "Set it up")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Compilers")
    assert OfficeHour.objects.count() == 1
    now = an_hour(bo)
    come(now, dates_of(now)[0], by=alice, text="By keyboard")
    page.goto(f"/office-hours/{now.pk}/queue")
    tab_to(page, "Next please")
    press_enter(page)
    expect(page.get_by_role("heading", name="With you now")).to_be_visible()
