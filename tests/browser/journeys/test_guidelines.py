"""Olga drafts guidelines, Alice comments on her phone, they are adopted, Alice accepts; a new version asks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.guidelines.models import Acceptance

if TYPE_CHECKING:
    from peerloop.people.models import Member


def test_drafted_discussed_adopted_accepted_and_asked_again(organiser: Member, alice: Member, page_of, phone) -> None:
    desk, reader = page_of(organiser), page_of(alice, viewport=phone, java_script_enabled=False)
    desk.goto("/organise/guidelines")
    desk.get_by_role("link", name="Begin with a template").click()
    desk.get_by_role("button", name="Begin the draft").click()
    desk.get_by_label("How we treat one another").fill("# Meeting\n\nPhones stay away.")
    desk.get_by_role("button", name="Save the draft").click()
    desk.get_by_role("button", name="Put it up for comment").click()
    reader.goto("/guidelines")
    reader.get_by_role("link", name="How we learn together").click()
    reader.get_by_label("What do you want to say?").fill("Unless one must be reached, I’d say.")
    reader.get_by_role("button", name="Say it").click()
    expect(reader.get_by_text("Unless one must be reached")).to_be_visible()
    _adopt(desk, "Phones stay away, unless one must be reached.")
    reader.goto("/guidelines")
    expect(reader.get_by_text("Phones stay away, unless one must be reached.")).to_be_visible()
    reader.get_by_role("button", name="I accept them").click()
    expect(reader.get_by_text("You accepted this version")).to_be_visible()
    desk.goto("/organise/guidelines")
    desk.get_by_role("button", name="Draft a new version").click()
    _adopt(desk, "Phones stay outside, unless one must be reached.")
    reader.goto("/guidelines")
    reader.get_by_role("link", name="See what differs").click()
    expect(reader.locator("del")).to_have_text("taken out: away,")
    expect(reader.locator("ins")).to_have_text("new: outside,")
    assert reader.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    reader.get_by_role("button", name="I accept them").click()
    expect(reader.get_by_text("You accepted this version")).to_be_visible()
    assert sorted(Acceptance.objects.values_list("member__name", "version__number")) == [("Alice", 1), ("Alice", 2)]


def _adopt(desk, words: str) -> None:
    """Write other words on the first page, save, and adopt it from today on."""
    if desk.get_by_role("link", name="Change the draft").count():
        desk.get_by_role("link", name="Change the draft").click()
    desk.get_by_label("How we treat one another").fill(words)
    desk.get_by_role("button", name="Save the draft").click()
    expect(desk.get_by_text("Saved.")).to_be_visible()
    desk.get_by_label("From which day on?").fill(desk.evaluate("new Date().toISOString().slice(0, 10)"))
    desk.get_by_role("button", name="Adopt it from that day on").click()
    expect(desk.get_by_text("Adopted.")).to_be_visible()
