"""From "I want to learn" to a closed loop, as people go the way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.loops.models import Loop
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.schedule.actions import record_ended_sessions
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def test_from_i_want_to_learn_to_asked_in_four_clicks(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    """She types into the box that every page has; what she clicks is counted."""
    page = page_of(alice)
    page.goto("/")
    box = page.get_by_role("searchbox", name="Find").first
    box.fill("rust")
    box.press("Enter")
    clicks = (
        page.get_by_role("link", name="I want to learn this Rust"),
        page.get_by_role("button", name="Save and see who can help"),
        page.get_by_role("button", name="Ask Bo for this time"),
    )
    for click in clicks:
        click.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rust")
    asked = Request.objects.get()
    assert (asked.learner, asked.teacher, asked.skill) == (alice, bo, rust)
    assert len(clicks) <= 4


def test_the_same_without_scripts(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    page = page_of(alice, java_script_enabled=False)
    page.goto("/find?q=rust")
    page.get_by_role("link", name="I want to learn this Rust").click()
    page.get_by_role("button", name="Save and see who can help").click()
    page.get_by_text("Add a line").click()
    page.get_by_label("What is it about?").fill("Half an hour would save me days.")
    page.get_by_role("button", name="Ask Bo for this time").click()
    assert Request.objects.get().text == "Half an hour would save me days."


def test_bo_accepts_from_the_mail(
    rust: Skill, alice: Member, bo: Member, page_of, post, work, mail_to_the_server
) -> None:
    """A scanner that opens every link accepts nothing; Bo's own click does, without signing in; twice is once."""
    need = want(alice, skill=rust, level=3)
    page = page_of(alice)
    page.goto(f"/needs/{need.pk}/suggestions")
    page.get_by_role("button", name="Ask Bo for this time").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rust")
    work()
    [letter] = post.to(bo)
    links = re.findall(r"https?://\S+/links/\S+", letter.get_body(("plain",)).get_content())
    scanner = page_of(None, java_script_enabled=False)
    for link in links:
        scanner.goto(link)
    assert not Outcome.objects.exists()

    window = page_of(None)
    window.goto(links[0])
    window.get_by_role("button", name="Yes, gladly").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("You and Alice are learning together")
    window.goto(links[0])
    expect(window.get_by_role("heading", level=1)).to_contain_text("answered already")
    assert Outcome.objects.get().kind == Outcome.Kind.ACCEPTED
    work()
    for member in (alice, bo):
        assert any("text/calendar" in part.get_content_type() for one in post.to(member) for part in one.walk())
        page = page_of(member)
        page.goto("/calendar")
        expect(page.get_by_role("main")).to_contain_text("Rust")


def test_bo_cannot_and_the_next_is_asked(rust: Skill, alice: Member, bo: Member, charlie: Member, page_of) -> None:
    offer(charlie, skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    page = page_of(alice)
    page.goto(f"/needs/{need.pk}/suggestions")
    card = page.get_by_role("article", name="Bo")
    card.get_by_text("Add a line").click()
    card.get_by_label("ask the next one for me").check()
    card.get_by_role("button", name="Ask Bo for this time").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rust")

    window = page_of(bo)
    window.goto(f"/requests/{Request.objects.get().pk}")
    window.get_by_text("Not possible this time", exact=True).click()
    window.get_by_role("button", name="Send this answer").click()
    expect(window.get_by_role("status")).not_to_be_empty()
    assert Request.objects.get(outcome=None).teacher == charlie
    page.goto(f"/needs/{need.pk}/suggestions")
    expect(page.get_by_role("heading", name="You have asked Charlie")).to_be_visible()


def test_the_loop_to_its_end(rust: Skill, alice: Member, bo: Member, paired: Callable[..., Pairing], page_of) -> None:
    pairing = paired(alice, bo, ago=timedelta(days=12))
    record_ended_sessions()
    learner, teacher = page_of(alice), page_of(bo)
    learner.goto("/")
    learner.get_by_role("region", name="Your loops").get_by_role("link").last.click()
    learner.get_by_label("What did you gain?").fill("Ownership is who cleans up.")
    learner.get_by_label("I will try it on …").fill("The billing report")
    learner.get_by_label("… by").fill((clock.now() + timedelta(days=3)).date().isoformat())
    learner.get_by_role("button", name="Keep it").click()
    learner.get_by_label("What happened when you tried it?").fill("It compiled, and I know why.")
    learner.get_by_role("button", name="I tried it").click()

    teacher.goto(f"/loops/{pairing.loop_id}")
    teacher.get_by_role("button", name="I can confirm this").click()
    teacher.get_by_label("What do you make of it?").fill("You saw the hard part sooner than I did.")
    teacher.get_by_role("button", name="Say it").click()
    expect(teacher.get_by_text("You saw the hard part sooner than I did.")).to_be_visible()

    learner.goto(f"/loops/{pairing.loop_id}")
    expect(learner.get_by_text("Bo confirmed it")).to_be_visible()
    learner.get_by_label("What have you learned?").fill("Only for me: ask earlier.")
    learner.get_by_role("button", name="Close the circle").click()
    expect(learner.get_by_text("full circle", exact=True)).to_be_visible()
    teacher.reload()
    expect(teacher.get_by_text("ask earlier")).to_have_count(0)
    assert Loop.objects.get().reflection.text == "Only for me: ask earlier."
    assert Pairing.objects.get().ending.kind == "done"
