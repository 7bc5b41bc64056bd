"""What an hour of two was worth: signed, and read by the other alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser import lived

from peerloop.live.models import Opinion

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member

PHONE = {"width": 360, "height": 740}


def test_each_of_two_signs_and_the_other_reads(alice: Member, bo: Member, page_of) -> None:
    """Alice says it on a phone and thinks better of it; Bo reads what stands, and answers."""
    session = lived.hour(alice, bo, in_minutes=-40)
    hers: Page = page_of(alice, viewport=PHONE)
    hers.goto(f"/sessions/{session.pk}")
    hers.get_by_role("link", name="What was it worth? Two taps").click()
    expect(hers.get_by_text("Bo reads it, with your name. Nobody else does.")).to_be_visible()
    hers.get_by_role("radio", name="partly").check()
    hers.get_by_label("A word about it").fill("Slower, please.")
    hers.get_by_role("button", name="Partly").click()
    own = hers.get_by_role("region", name="You said")
    expect(own).to_contain_text("Worth the time: partly. Can use it: partly.")
    hers.get_by_role("radio", name="yes").check()
    hers.get_by_label("A word about it").fill("Slower, please, but I got it.")
    hers.get_by_role("button", name="Yes", exact=True).click()
    expect(own).to_contain_text("Worth the time: yes. Can use it: yes.")
    assert hers.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    his = page_of(bo)
    his.goto(f"/sessions/{session.pk}")
    expect(his.get_by_role("heading", name="What Alice says to you")).to_be_visible()
    expect(his.get_by_text("Worth the time: yes. Can use it: yes.")).to_be_visible()
    expect(his.get_by_text("Slower, please, but I got it.")).to_be_visible()
    his.get_by_role("link", name="What was it worth? Two taps").click()
    his.get_by_role("radio", name="yes").check()
    his.get_by_role("button", name="No", exact=True).click()
    expect(his.get_by_role("region", name="You said")).to_contain_text("Can use it: no.")
    hers.goto(f"/sessions/{session.pk}")
    expect(hers.get_by_role("heading", name="What Bo says to you")).to_be_visible()
    assert Opinion.objects.count() == 2


@pytest.mark.parametrize("reader", ["dana", "charlie", "organiser"])
def test_nobody_else_opens_it(reader: str, alice: Member, bo: Member, page_of, request: pytest.FixtureRequest) -> None:
    """Dana manages Alice, Charlie has nothing to do with it, Olga organises."""
    session = lived.hour(alice, bo, in_minutes=-40)
    window = page_of(request.getfixturevalue(reader))
    assert [window.goto(f"/sessions/{session.pk}/{page}").status for page in ("feedback", "notes")] == [404, 404]


def test_it_is_signed_without_scripts_as_well(alice: Member, bo: Member, page_of) -> None:
    session = lived.hour(alice, bo, in_minutes=-40)
    page = page_of(bo, java_script_enabled=False)
    page.goto(f"/sessions/{session.pk}/feedback")
    page.get_by_label("A word about it").fill("You ask well.")
    page.get_by_role("radio", name="yes").check()
    page.get_by_role("button", name="Partly").click()
    expect(page.get_by_role("region", name="You said")).to_contain_text("You ask well.")
    theirs = page_of(alice, java_script_enabled=False)
    theirs.goto(f"/sessions/{session.pk}")
    expect(theirs.get_by_text("Worth the time: yes. Can use it: partly.")).to_be_visible()
    expect(theirs.get_by_text("You ask well.")).to_be_visible()
    expect(theirs.get_by_text("Only the two of you read this.")).to_be_visible()
