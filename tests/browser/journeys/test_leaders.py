"""Managers and leaders are asked what their people need: pooled, or signed and read by the organisers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.people.models import Member
from peerloop.pulse.actions import answer_survey
from peerloop.pulse.models import Answer, Survey

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.skills.models import Skill

PHONE = {"width": 360, "height": 740}
PROMISE = "Nobody reads your answer. Told is only, once at the end, what at least five have said"
SIGNED = "You sign this: the organisers read your answer with your name, save one to whom you report."


def leaders(count: int) -> list[Member]:
    """Make so many managers, each of one member."""
    rows = (Member(email=f"lead{n}@example.org", name=f"Lead {n:02}") for n in range(count))
    Member.objects.bulk_create(rows)
    there = list(Member.objects.filter(email__startswith="lead").order_by("pk"))
    Member.objects.bulk_create(
        Member(email=f"report{n}@example.org", name=f"Report {n}", manager=one) for n, one in enumerate(there)
    )
    return there


def set_up(desk: Page, who: str, title: str) -> Survey:
    """Let the organiser build it on the page and open it."""
    desk.goto("/surveys")
    desk.get_by_role("link", name="New survey").first.click()
    desk.get_by_label("Title").fill(title)
    desk.get_by_label(who).check()
    desk.get_by_label("Time for it (of managers and leaders)").check()
    desk.get_by_role("button", name="Save and look at it").click()
    expect(desk.get_by_text("How much time a week can your people take for it?")).to_be_visible()
    desk.get_by_role("button", name="Open it").click()
    expect(desk.get_by_role("status")).to_contain_text("It is open.")
    return Survey.objects.get()


def close(desk: Page) -> None:
    desk.reload()
    desk.locator("summary", has_text="Close it now").click()
    desk.get_by_role("button", name="Close it now").click()
    desk.get_by_role("link", name="See the results").click()


@pytest.mark.timeout(300)
def test_pooled_from_setting_it_up_to_its_result(
    rust: Skill, alice: Member, dana: Member, organiser: Member, page_of, post, work, mail_to_the_server
) -> None:
    """Dana manages Alice and answers on a phone; nobody reads what she says, and Alice is not asked."""
    others = leaders(30)
    desk: Page = page_of(organiser)
    survey = set_up(desk, "Managers and leaders: what their people need. Their names are never shown.", "Your people")
    work()
    assert (len(post.to(dana)), len(post.to(alice))) == (1, 0)

    phone: Page = page_of(dana, viewport=PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="Answer Your people").click()
    expect(phone.get_by_text(PROMISE)).to_be_visible()
    phone.get_by_role("combobox", name="Skill 1").fill("rust")
    phone.get_by_role("radio", name="an hour", exact=True).check()
    phone.get_by_label("Is there anything else that we should know?").fill("Mornings are ours.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="You have answered")).to_be_visible()
    hers = page_of(alice)
    assert hers.goto(f"/surveys/{survey.pk}").status == 404

    for number, one in enumerate(others):
        wishes = [(rust, 3, "any")] if number < 14 else []
        answer_survey(survey, by=one, said={"minutes": "hour" if number < 14 else "none"}, wishes=wishes)
    desk.reload()
    expect(desk.get_by_role("main")).not_to_contain_text("Dana")
    expect(desk.get_by_role("heading", name="Signed answers")).to_have_count(0)
    close(desk)
    expect(desk.get_by_text("At least 25 of 31 have answered.")).to_be_visible()
    expect(desk.get_by_role("table", name="Skills of which something is told")).to_contain_text("Rust15")
    expect(desk.get_by_role("row", name="none at present 15")).to_be_visible()
    expect(desk.get_by_text("Fewer than ten have written, so nothing of it is told.")).to_be_visible()
    assert {tuple(said) for said in Answer.objects.values_list("said", flat=True)} == {()}
    phone.goto(f"/surveys/{survey.pk}")
    phone.get_by_role("link", name="See the results").click()
    expect(phone.get_by_role("row", name="none at present 15")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_signed_is_read_by_the_organisers_save_of_those_who_report_to_them(
    rust: Skill, alice: Member, dana: Member, bo: Member, organiser: Member, make_member, page_of
) -> None:
    """Dana answers without scripts; Bo leads somebody, reports to Olga, and is read by Otto alone."""
    make_member("Eve", manager=bo)
    Member.objects.filter(pk=bo.pk).update(manager=organiser)
    other = make_member("Otto", roles=["organiser"])
    desk: Page = page_of(organiser)
    survey = set_up(desk, "Managers and leaders, signed: each answer is read by the organisers", "Your people, signed")

    for member, words in ((dana, "Mornings are ours."), (bo, "My own lead never asks.")):
        page: Page = page_of(member, java_script_enabled=False)
        page.goto("/surveys")
        page.get_by_role("link", name="Answer Your people, signed").click()
        expect(page.get_by_text(SIGNED)).to_be_visible()
        page.get_by_role("combobox", name="Skill 1").fill("Rust")
        page.get_by_label("Is there anything else that we should know?").fill(words)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", name="You have answered")).to_be_visible()

    desk.reload()
    read = desk.get_by_role("region", name="Signed answers")
    expect(read.get_by_role("heading", level=3)).to_have_text(["Dana"])
    expect(read).to_contain_text("Mornings are ours.")
    expect(desk.get_by_role("main")).not_to_contain_text("My own lead never asks.")
    second: Page = page_of(other)
    second.goto(f"/surveys/{survey.pk}")
    expect(second.get_by_role("region", name="Signed answers").get_by_role("heading", level=3)).to_have_text(
        ["Bo", "Dana"]
    )
    assert page_of(alice).goto(f"/surveys/{survey.pk}").status == 404

    desk.locator("summary", has_text="Close it now").click()
    desk.get_by_role("button", name="Close it now").click()
    expect(desk.get_by_role("heading", name="It is closed")).to_be_visible()
    expect(read).to_contain_text("Mornings are ours.")
    page.goto(f"/surveys/{survey.pk}")
    expect(page.get_by_role("region", name="What you have signed")).to_contain_text("My own lead never asks.")
