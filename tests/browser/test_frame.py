"""What every page stands in: the menu, the colours, the way past the menu, and that none of it needs a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

HEAVIEST, MOST_REQUESTS = 150 * 1024, 10


def test_the_first_tab_leads_past_the_menu(page_of, alice):
    page = page_of(alice)
    page.goto("/help")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_menu_opens_closes_and_leads_out_by_keyboard(page_of, alice, scripts):
    page = page_of(alice, java_script_enabled=scripts)
    page.goto("/help")
    menu, settings = page.get_by_role("navigation", name="Yours"), page.get_by_role("link", name="Settings")
    expect(menu).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    expect(settings).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)


def test_only_an_organiser_is_shown_the_way_to_organise(page_of, alice, organiser):
    for member, shown in ((alice, False), (organiser, True)):
        page = page_of(member)
        page.goto("/help")
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("link", name="Organise")).to_be_visible(visible=shown)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chosen_colour_stays(page_of, scripts):
    page = page_of(None, color_scheme="light", java_script_enabled=scripts)
    page.goto("/help?from=here#teach")
    assert paper(page) == "rgb(251, 250, 247)"

    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile(r"/help\?from=here"))
    assert paper(page) == "rgb(20, 24, 22)"
    page.goto("/account/login")
    assert paper(page) == "rgb(20, 24, 22)"

    page.get_by_role("button", name="As the device has it").click()
    assert paper(page) == "rgb(251, 250, 247)"


def paper(page):
    return page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


def test_a_form_keeps_what_was_typed_and_says_what_is_missing(page_of, alice, axe):
    page = page_of(alice)
    page.goto("/parts")
    page.get_by_label("What for?").fill("to read the ledger")
    page.get_by_role("button", name="Try the form").click()

    expect(page.get_by_role("alert")).to_contain_text("Some of it wants another look")
    expect(page.get_by_label("What for?")).to_have_value("to read the ledger")
    missing = page.get_by_label("What do you want to learn?")
    expect(missing).to_have_attribute("aria-invalid", "true")
    expect(missing).to_have_accessible_description("A skill, in your own words. This field is required.")
    axe(page)


def test_parts_swap_in_place_with_their_token_and_under_the_policy(page_of, alice, witness):
    page = page_of(alice)
    page.goto("/swapping")
    page.get_by_label("word").fill("hello")
    page.get_by_role("button", name="send").click()
    expect(page.locator("#answer")).to_have_text("You said hello.")
    page.get_by_label("word").fill("")
    page.get_by_role("button", name="send").click()
    expect(page.locator("#answer")).to_have_text("Say a word.")

    page.get_by_role("button", name="more").click()
    expect(page.get_by_text("there")).to_be_visible()

    witness.expected.add(500)
    page.get_by_role("button", name="break").click()
    expect(page.get_by_role("heading", name="That went wrong on our side")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    assert page.locator("main").count() == 1


def test_the_first_visit_is_light(page_of, alice, witness):
    page = page_of(alice)
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()))
    page.goto("/swapping")
    page.wait_for_load_state("networkidle")

    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert (weight <= HEAVIEST, len(witness.requests) <= MOST_REQUESTS) == (True, True), (weight, witness.requests)
