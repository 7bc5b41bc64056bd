"""What becomes of a question: another is asked, it gets its skill, an answer is checked, and they meet about it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.questions.actions import answer, ask, escalate_due
from peerloop.questions.models import Asked, Question
from peerloop.schedule.models import Session
from peerloop.skills.actions import endorse, offer

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

TITLE = "How do I borrow a vector twice?"


def test_nobody_answers_so_the_next_one_is_asked_who_passes_without_a_trace(
    rust: Skill, alice: Member, bo: Member, charlie: Member, dana: Member, page_of
) -> None:
    for member in (charlie, dana):
        offer(member, skill=rust, level=4)
    asker: Page = page_of(alice)
    asker.goto("/questions/new")
    asker.get_by_label("Your question").fill(TITLE)
    asker.get_by_label("Skill").fill("Rust")
    asker.get_by_role("button", name="See to whom it goes").click()
    for name in ("Charlie", "Dana"):
        asker.get_by_label(re.compile(f"^{name}")).uncheck()
    asker.get_by_role("button", name="Ask", exact=True).click()
    expect(asker.get_by_text("Asked. It goes to Bo.")).to_be_visible()
    question = Question.objects.get()
    with clock.at(clock.now() + timedelta(hours=25)):
        escalate_due()
    [_bo, second] = Asked.objects.filter(question=question).order_by("pk")
    helper: Page = page_of(second.member)
    helper.goto("/questions")
    helper.get_by_role("link", name=TITLE).click()
    expect(helper.get_by_role("heading", name="This came to you")).to_be_visible()
    helper.get_by_role("button", name="Pass: somebody else will").click()
    expect(helper.get_by_role("heading", name="This came to you")).to_have_count(0)
    with clock.at(clock.now() + timedelta(hours=50)):
        escalate_due()
    asker.reload()
    [third] = {"Charlie", "Dana"} - {second.member.name}
    expect(asker.get_by_text(f"Bo, {second.member.name}, {third}", exact=True)).to_be_visible()
    assert "pass" not in asker.get_by_role("main").inner_text().lower()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_it_gets_its_skill_and_an_answer_is_checked_by_who_is_vouched_for(
    rust: Skill, alice: Member, bo: Member, dana: Member, page_of, scripts: bool
) -> None:
    endorse(offer(dana, skill=rust, level=5), by=alice)
    question = ask(by=alice, title="How do I borrow twice in Rust?")
    assert isinstance(question, Question)
    answer(question, by=bo, text="Clone it.")
    here = f"/questions/{question.uid}"
    expert: Page = page_of(dana, java_script_enabled=scripts)
    expert.goto(here)
    expect(expert.get_by_text("I have checked it")).to_have_count(0)

    asker: Page = page_of(alice, java_script_enabled=scripts)
    asker.goto(here)
    asker.get_by_role("link", name="Say which skill it is about").click()
    expect(asker.get_by_text("Perhaps Rust. Once it is answered, it stays.")).to_be_visible()
    asker.get_by_label("Skill").fill("rust")
    asker.get_by_role("button", name="Save").click()
    expect(asker.get_by_role("main").get_by_role("link", name="Rust", exact=True)).to_be_visible()

    expert.reload()
    expert.get_by_text("I have checked it").click()
    again = clock.now().date() + timedelta(days=60)
    expert.get_by_label("Look again on").fill(again.isoformat())
    expert.get_by_role("button", name="It holds").click()
    asker.reload()
    expect(asker.get_by_text(f"checked by Dana, to be looked at again on {again:%-d %B %Y}")).to_be_visible()


def test_while_asking_the_skill_it_names_is_one_click(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    asker: Page = page_of(alice)
    asker.goto("/questions/new")
    asker.get_by_label("Your question").fill("Who owns my value in Rust?")
    asker.get_by_role("button", name="See to whom it goes").click()
    expect(asker.get_by_label(re.compile("^Bo"))).to_have_count(0)
    asker.get_by_role("button", name="It is about Rust").click()
    expect(asker.get_by_label(re.compile("^Bo"))).to_be_checked()
    asker.get_by_role("button", name="Ask", exact=True).click()
    expect(asker.get_by_text("Asked. It goes to Bo.")).to_be_visible()
    assert Question.objects.get().skill == rust


def test_a_question_becomes_a_session_in_one_click(rust: Skill, alice: Member, bo: Member, page_of) -> None:
    question = ask(by=alice, title=TITLE, skill=rust)
    assert isinstance(question, Question)
    page: Page = page_of(bo)
    page.goto(f"/questions/{question.uid}")
    page.get_by_role("button", name="Make a session of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    session = Session.objects.get()
    asker: Page = page_of(alice)
    asker.goto(f"/questions/{question.uid}")
    asker.get_by_role("link", name="To the session about it").click()
    expect(asker).to_have_url(re.compile(f"/sessions/{session.pk}$"))
    asker.get_by_role("button", name=re.compile("^I come|^Yes")).first.click()
    assert session.participations.filter(member=alice).exists()
