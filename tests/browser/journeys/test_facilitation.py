"""A facilitator through the desk: begin, plan, remind, hide with a reason, hand over; a manager is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.circles.actions import join_circle, start_circle
from peerloop.circles.queries import facilitators_of
from peerloop.discussion.actions import say
from peerloop.kit.clock import now
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@pytest.fixture
def circle(alice: Member, bo: Member, charlie: Member, dana: Member) -> Circle:
    """Bo facilitates; Alice reports to Dana; Charlie and Dana have passed the course, too."""
    for member in (bo, charlie, dana):
        take_check({one.code: one.right for one in QUESTIONS}, by=member)
    made = start_circle(by=bo, title="Rust on Thursdays", goal="Each of us ships something small.")
    for member in (alice, charlie):
        join_circle(made, by=member)
    return made


def test_a_facilitator_through_the_desk(
    circle: Circle, alice: Member, bo: Member, charlie: Member, page_of, server: str
) -> None:
    desk, reader = page_of(bo), page_of(alice)
    desk.goto("/facilitate")
    desk.get_by_role("main").get_by_role("link", name="Rust on Thursdays").click()
    desk.get_by_label("What you say to the circle").fill("Welcome! What made you come?")
    desk.get_by_role("button", name="Say it in the thread").click()
    reader.goto(f"/circles/{circle.pk}")
    expect(reader.get_by_text("Welcome! What made you come?")).to_be_visible()

    desk.get_by_role("link", name="To your desk").click()
    desk.get_by_role("link", name="Plan the next meetings").click()
    desk.get_by_label("Day", exact=True).fill(f"{now() + timedelta(days=8):%Y-%m-%d}")
    desk.get_by_label("Begins at").fill("10:00")
    desk.get_by_role("button", name="Plan it").click()
    expect(desk.get_by_text("One meeting is planned.")).to_be_visible()

    say(circle.thread, by=charlie, text="What nonsense.")
    desk.get_by_role("link", name="To your desk").click()
    desk.get_by_role("link", name="Remind of the guidelines").click()
    expect(desk.get_by_label("What you say to the circle")).to_have_value(
        f"A word about how we treat one another here. It is on one page, and worth another look: {server}/guidelines"
    )
    desk.get_by_role("button", name="Say it in the thread").click()
    desk.get_by_role("link", name="To your desk").click()
    desk.get_by_text("Hide it: What nonsense.").click()
    desk.get_by_label("Why should it not stand here?").fill("Not to one another.")
    desk.get_by_role("button", name="Hide it").click()
    reader.goto(f"/circles/{circle.pk}")
    expect(reader.get_by_text("Hidden: Not to one another.")).to_be_visible()
    expect(reader.get_by_text("What nonsense.")).to_have_count(0)

    follower = page_of(charlie)
    desk.get_by_role("link", name="Let somebody facilitate beside you").click()
    desk.get_by_role("button", name="Ask to facilitate Charlie").click()
    expect(desk.get_by_text("Asked, and not answered yet: Charlie.")).to_be_visible()
    follower.goto("/")
    follower.get_by_role("link", name="Look and answer Rust on Thursdays").click()
    follower.get_by_role("button", name="Yes, I facilitate it").click()
    expect(follower.get_by_text("You facilitate this circle now.")).to_be_visible()

    desk.goto(f"/facilitate/circles/{circle.pk}")
    desk.get_by_role("link", name="Hand the circle over").click()
    expect(desk.get_by_text("Facilitates beside you, and can follow: Charlie.")).to_be_visible()
    desk.get_by_label("Colleague").fill("Charlie")
    desk.get_by_label("What they should know").fill("Alice likes to go second.")
    desk.get_by_role("button", name="Hand it over").click()
    expect(desk.get_by_text("Charlie facilitates the circle now.")).to_be_visible()
    expect(desk.get_by_role("link", name="To your desk")).to_have_count(0)
    follower.goto(f"/facilitate/circles/{circle.pk}")
    expect(follower.get_by_text("Alice likes to go second.")).to_be_visible()


def test_a_manager_is_refused_with_the_reason(circle: Circle, bo: Member, page_of, phone) -> None:
    desk = page_of(bo, viewport=phone, java_script_enabled=False)
    desk.goto(f"/facilitate/circles/{circle.pk}/handing-over")
    desk.get_by_label("Colleague").fill("Dana")
    desk.get_by_label("What they should know").fill("Thank you!")
    desk.get_by_role("button", name="Hand it over").click()
    expect(desk.get_by_text("Dana stands above Alice in the reporting line.")).to_be_visible()
    expect(desk.get_by_label("What they should know")).to_have_value("Thank you!")
    assert desk.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    assert list(facilitators_of(circle)) == [bo]
