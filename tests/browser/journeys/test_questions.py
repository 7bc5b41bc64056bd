"""Asking with the routing shown and changed, answering, another view beside it, accepting; and under a pseudonym."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.questions.actions import answer, ask, release_due
from peerloop.questions.models import Asked, Question
from peerloop.questions.rules import next_quarter

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

PHONE = {"viewport": {"width": 360, "height": 740}}
TITLE = "How do I borrow a vector twice in Rust?"


@pytest.mark.parametrize("how", [{}, {"java_script_enabled": False}, PHONE], ids=["desk", "no-scripts", "phone"])
def test_from_a_question_to_two_views_and_an_accepted_answer(
    rust: Skill, alice: Member, bo: Member, charlie: Member, dana: Member, page_of, how: dict[str, object]
) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        earlier = ask(by=dana, title="Can I borrow a vector twice in Rust?", skill=rust)
        assert isinstance(earlier, Question)
        answer(earlier, by=bo, text="Clone it.")
    asker = page_of(alice, **how)
    asker.goto("/questions")
    asker.get_by_role("link", name="Ask something").click()
    asker.get_by_label("Your question").press_sequentially("How do I borrow a vector", delay=5)
    if how.get("java_script_enabled", True):
        expect(asker.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    asker.get_by_label("Your question").fill(TITLE)
    asker.get_by_label("More about it").fill("I tried `&mut`.")
    asker.get_by_label("Skill").fill("rust")
    asker.get_by_role("button", name="See to whom it goes").click()
    expect(asker.get_by_text("Nothing is sent yet")).to_be_visible()
    expect(asker.get_by_text("answered “Can I borrow a vector twice in Rust?”, which is like yours")).to_be_visible()
    expect(asker.get_by_label(re.compile("^Bo"))).to_be_checked()
    asker.get_by_label("Somebody else").fill("Charlie")
    asker.get_by_role("button", name="Ask", exact=True).click()
    expect(asker.get_by_text("Asked. It goes to Bo and Charlie.")).to_be_visible()
    question = Question.objects.get(title=TITLE)
    assert set(Asked.objects.filter(question=question).values_list("member", flat=True)) == {bo.pk, charlie.pk}

    for member, words, view in ((bo, "Clone it.", ""), (charlie, "Never clone.", "https://doc.rust-lang.org/book/")):
        helper = page_of(member, **how)
        helper.goto("/questions")
        helper.get_by_role("link", name=TITLE).click()
        expect(helper.get_by_role("heading", name="This came to you")).to_be_visible()
        helper.get_by_role("textbox", name="Your answer").fill(words)
        if view:
            helper.get_by_label("This is another view than the answers above").check()
            helper.get_by_label("Where does it say so?").fill(view)
        helper.get_by_role("button", name="Answer", exact=True).click()
        expect(helper.get_by_text(words, exact=True)).to_be_visible()

    asker.reload()
    asker.get_by_role("button", name="This answers it Bo").click()
    expect(asker.get_by_text("accepted", exact=True)).to_be_visible()
    expect(asker.get_by_text("another view, with a source")).to_be_visible()
    if how == {}:
        first, second = (asker.locator(".answer").nth(place).bounding_box() for place in (0, 1))
        assert first["y"] == second["y"], "the views stand side by side"
    assert asker.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_under_a_pseudonym(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    asker, other = page_of(alice), page_of(bo)
    asker.goto("/questions/new")
    asker.get_by_label("Your question").fill("Am I the only one who does not know this?")
    asker.get_by_label("a pseudonym: nobody sees who asks").check()
    asker.get_by_role("button", name="See to whom it goes").click()
    expect(asker.get_by_text("Under a pseudonym, from")).to_be_visible()
    asker.get_by_role("button", name="Ask", exact=True).click()
    expect(asker.get_by_role("heading", name="Not seen by anybody yet")).to_be_visible()
    other.goto("/questions?which=open")
    expect(other.get_by_text("Am I the only one")).to_have_count(0)
    with clock.at(next_quarter(clock.now())):
        release_due()
    other.reload()
    other.get_by_role("link", name="Am I the only one").click()
    expect(other.get_by_text("pseudonym", exact=True)).to_be_visible()
    assert "Alice" not in other.content()
    other.get_by_role("textbox", name="Your answer").fill("No, I wondered, too.")
    other.get_by_role("button", name="Answer", exact=True).click()
    asker.goto(f"/questions/{Question.objects.get().uid}")
    expect(asker.get_by_text("yours, under this pseudonym")).to_be_visible()
    asker.get_by_role("button", name="This answers it").click()
    expect(asker.get_by_text("accepted from the next quarter-hour on")).to_be_visible()
    other.reload()
    expect(other.get_by_text("accepted", exact=True)).to_have_count(0)
