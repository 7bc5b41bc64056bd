"""Olga has circles formed, one comes in and facilitates, others follow; they meet, try, and close with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser import circles

from peerloop.circles.models import Circle, DraftSeat, Invitation
from peerloop.circles.queries import facilitators_of, members_of
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.circles.models import Forming


@pytest.fixture
def company(organiser: Member) -> Forming:
    """Forty people in five teams, of whom one knows Rust and twelve want to learn it; a draft was made once."""
    return circles.drafted(organiser)


def test_circles_formed_with_reasons_joined_by_a_phone_and_led_without_scripts(
    company: Forming, organiser: Member, page_of, phone, work: Callable[[], int]
) -> None:
    desk = page_of(organiser)
    desk.goto("/organise/circles")
    desk.get_by_label("Skills, one a line").fill("Rust")
    desk.get_by_label("At most so many of one team").fill("3")
    desk.get_by_role("button", name="Make a draft").click()
    expect(desk.get_by_role("heading", name="Circles are being formed")).to_be_visible()
    work()
    expect(desk.get_by_role("heading", name="A draft: nobody has seen it yet")).to_be_visible()
    expect(desk.get_by_role("heading", name="Who is left out, and the smallest change that would help")).to_be_visible()
    desk.get_by_role("button", name="Make them, and invite").click()
    work()
    expect(desk.get_by_role("heading", name="The circles are made")).to_be_visible()
    assert Circle.objects.count() >= 1

    leader = Member.objects.get(name="Colleague 0")
    circle = Circle.objects.get(invitations__member=leader)
    learner = Member.objects.get(pk=Invitation.objects.filter(circle=circle).exclude(member=leader)[0].member_id)
    hand = page_of(leader, viewport=phone, java_script_enabled=False)
    hand.goto("/circles")
    hand.get_by_role("link", name="Look and answer").click()
    expect(hand.get_by_text("You are asked to facilitate it.")).to_be_visible()
    hand.get_by_role("button", name="Come in").click()
    assert list(facilitators_of(circle)) == [leader]
    other = page_of(learner, viewport=phone)
    other.goto(f"/circles/{circle.pk}")
    other.get_by_role("button", name="Come in").click()
    expect(other.get_by_text("Colleague 0")).to_be_visible()
    assert set(members_of(circle)) == {leader, learner}

    hand.goto(f"/circles/{circle.pk}")
    hand.get_by_role("link", name="Plan the next meetings").click()
    hand.get_by_role("button", name="Plan it").click()
    expect(hand.get_by_text("One meeting is planned.")).to_be_visible()
    other.reload()
    expect(other.get_by_role("link", name="Look at it")).to_be_visible()
    assert other.evaluate("document.documentElement.scrollWidth") <= phone["width"]

    left = Member.objects.filter(pk__in=company.left_out.values("member")).exclude(
        pk__in=DraftSeat.objects.exclude(draft__forming=company).values("member")
    )
    if left.exists():
        alone = page_of(left[0])
        alone.goto("/circles")
        expect(alone.get_by_role("heading", name="Why there is no circle for you yet")).to_be_visible()


def test_tried_said_and_closed_with_words_each_with_consent(
    alice: Member, bo: Member, charlie: Member, dana: Member, page_of
) -> None:
    made = circles.running(alice, bo, charlie, openness="open")
    learner, leader = page_of(charlie), page_of(alice)
    learner.goto(f"/circles/{made.pk}")
    learner.get_by_role("link", name="I tried it").click()
    learner.get_by_label("What happened when you tried it?").fill("My neighbour understood it.")
    learner.get_by_role("button", name="I tried it").click()
    expect(learner.get_by_text("Well done. It stands in your loop, too.")).to_be_visible()
    learner.get_by_label("What do you want to say?").fill("It helped, @Bo.")
    learner.get_by_role("button", name="Say it").click()
    expect(learner.get_by_text("It helped")).to_be_visible()
    leader.goto(f"/circles/{made.pk}")
    leader.get_by_role("link", name="Close the circle").click()
    leader.get_by_label("What did you reach together?").fill("Three tools, one of them in use.")
    leader.get_by_role("button", name="Close it").click()
    expect(leader.get_by_text("Closed. Everybody in it is asked for a word.")).to_be_visible()
    learner.goto(f"/circles/{made.pk}/report")
    learner.get_by_role("textbox", name="What do you take with you?").fill("I dare to ask now.")
    learner.get_by_label("whoever reads the report, with my name").check()
    learner.get_by_role("button", name="Keep it").click()
    expect(learner.get_by_text("Thank you. You can change it or take it back here.")).to_be_visible()
    leader.reload()
    leader.get_by_role("button", name="Publish").click()
    expect(leader.get_by_text("Published on")).to_be_visible()
    outside = page_of(dana)
    outside.goto(f"/circles/{made.pk}/report")
    expect(outside.get_by_text("I dare to ask now.")).to_be_visible()
    expect(outside.get_by_text("Charlie")).to_be_visible()
    learner.get_by_role("button", name="Take my word back").click()
    outside.reload()
    expect(outside.get_by_text("Nobody has left a word here yet.")).to_be_visible()


def test_a_manager_is_refused_as_facilitator_and_the_reason_is_read(
    alice: Member, bo: Member, charlie: Member, dana: Member, page_of
) -> None:
    made = circles.running(bo, alice, charlie, openness="open")
    circles.passes(dana)
    leader = page_of(bo)
    leader.goto(f"/circles/{made.pk}/people")
    leader.locator("#lead_colleague").fill("Dana")
    leader.get_by_role("button", name="Ask them").click()
    expect(leader.get_by_text("Dana stands above Alice in the reporting line.")).to_be_visible()
    assert list(facilitators_of(made)) == [bo]
