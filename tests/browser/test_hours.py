"""The week is painted with a mouse, a finger or the keyboard, and written where nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.models import Member
from peerloop.people.week import day_text

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def saved(page: Page, member: Member) -> list[str]:
    """Save, and return the week that stands then."""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your hours are saved").wait_for()
    return [day_text(bytes(Member.objects.get(pk=member.pk).week), day) for day in range(7)]


def cell(page: Page, name: str) -> Locator:
    return page.get_by_role("gridcell", name=name, exact=True)


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


NINE_TO_FIVE = "09:00–17:00"


def test_by_mouse_a_rectangle_follows_and_shrinks_again(alice, page_of, wide) -> None:
    page = page_of(alice, viewport=wide)
    page.goto("/settings/hours")
    page.mouse.move(*middle(cell(page, "Wednesday 12:00")))
    page.mouse.down()
    page.mouse.move(*middle(cell(page, "Sunday 14:00")), steps=5)
    page.mouse.move(*middle(cell(page, "Friday 12:30")), steps=5)
    page.mouse.up()
    lunch = "09:00–12:00, 13:00–17:00"
    assert saved(page, alice) == [NINE_TO_FIVE, NINE_TO_FIVE, lunch, lunch, lunch, "", ""]


def test_by_finger(alice, page_of, phone) -> None:
    page = page_of(alice, viewport=phone, has_touch=True)
    page.goto("/settings/hours")
    touch = page.context.new_cdp_session(page)
    cell(page, "Sunday 11:30").scroll_into_view_if_needed()  # a finger stays on the glass
    for kind, name in (("Start", "Saturday 10:00"), ("Move", "Saturday 11:00"), ("Move", "Sunday 11:30")):
        x, y = middle(cell(page, name))
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert saved(page, alice) == [NINE_TO_FIVE] * 5 + ["10:00–12:00"] * 2


def test_by_keyboard(alice, page_of) -> None:
    page = page_of(alice)
    page.goto("/settings/hours")
    cell(page, "Monday 09:00").focus()
    keys = page.keyboard
    keys.press("Space")
    for key in ("Shift+ArrowDown", "Shift+ArrowRight", "End", "Space", "Shift+ArrowDown"):
        keys.press(key)
    assert saved(page, alice) == ["10:00–17:00", "09:00–09:30, 10:00–17:00", *[NINE_TO_FIVE] * 3, "", "09:30–10:30"]


def test_quarters_that_were_written_stay(alice, page_of, axe) -> None:
    page = page_of(alice)
    page.goto("/settings/hours")
    page.get_by_text("Write the hours instead").click()
    page.get_by_role("textbox", name="Saturday").fill("9:15-10:45")
    clocks = ("09:00", "09:30", "10:00", "10:30")
    free = [cell(page, f"Saturday {clock}").get_attribute("aria-selected") for clock in clocks]
    assert free == ["false", "true", "true", "false"]
    axe(page)
    assert saved(page, alice)[5] == "09:15–10:45"


def test_without_scripts_it_is_a_plain_form(alice, page_of) -> None:
    page = page_of(alice, java_script_enabled=False)
    page.goto("/settings/hours")
    assert page.get_by_role("grid").count() == 0
    page.get_by_role("textbox", name="Sunday").fill("7-8, 20-22")
    assert saved(page, alice)[6] == "07:00–08:00, 20:00–22:00"
