"""The main way, with a keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.matchmaking.models import Outcome, Request

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

FAR = 60


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has these words has the focus."""
    for _press in range(FAR):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()")
        if focused.startswith(words):
            return
    raise AssertionError(f"{words!r} is not reached by keyboard; the focus is on {focused!r}")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_asking_and_accepting_by_keyboard(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    page = page_of(alice)
    page.goto("/")
    tab_to(page, "Find")
    page.keyboard.type("rust")
    press_enter(page)
    tab_to(page, "I want to learn this")
    press_enter(page)
    tab_to(page, "Save and see who can help")
    press_enter(page)
    tab_to(page, "Ask Bo for this time")
    press_enter(page)
    asked = Request.objects.get()

    window = page_of(bo)
    window.goto("/")
    tab_to(window, "Yes, gladly")
    press_enter(window)
    assert Outcome.objects.get(request=asked).kind == Outcome.Kind.ACCEPTED
