"""An organiser matches everybody: draft, published, withdrawn; stopped; and an appeal that becomes an offer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.matchmaking.actions import run
from peerloop.matchmaking.models import Appeal, Run, Suggestion
from peerloop.people.actions import update_profile
from peerloop.skills.actions import find_skill, offer, propose_skill, want
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@pytest.fixture
def seven(rust: Skill, bo: Member, make_member: MakeMember) -> None:
    """Seven learners want Rust, which Bo can help all of them with; seven want Go, which nobody can."""
    update_profile(bo, by=bo, capacity=7)
    go = propose_skill("Go", by=bo)
    for number in range(7):
        learner = make_member(f"Learner {number}")
        want(learner, skill=rust, level=3)
        want(make_member(f"Hopeful {number}"), skill=go, level=3)


def test_draft_publish_withdraw(seven: None, organiser: Member, page_of, work) -> None:
    page = page_of(organiser)
    page.goto("/organise/runs")
    page.get_by_role("button", name="Match everybody now").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Everybody is being matched")
    work()
    expect(heading).to_have_text("A draft: nobody has seen it yet")
    expect(page.get_by_role("region", name="What would change")).to_contain_text("5 learners get somebody")
    assert not Suggestion.objects.exclude(run=None).exists()

    page.get_by_role("button", name="Publish").click()
    expect(heading).to_have_text("Everybody is matched")
    expect(page.get_by_role("region", name="You can take it back for 60 more minutes")).to_be_visible()
    assert Suggestion.objects.exclude(run=None).count() == 7

    page.get_by_text("Withdraw", exact=True).click()
    page.get_by_role("button", name="Yes, withdraw it").click()
    expect(heading).to_have_text("Withdrawn")
    assert not Suggestion.objects.exclude(run=None).exists()
    page.goto("/organise/runs")
    expect(page.get_by_role("table", name="All runs").get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("table", name="All runs")).to_contain_text("withdrawn")


def test_stop(seven: None, organiser: Member, page_of, work) -> None:
    page = page_of(organiser)
    page.goto("/organise/runs")
    page.get_by_role("button", name="Match everybody now").click()
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped")
    work()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped")
    assert not Run.objects.get().choices.exists()


def test_an_appeal_becomes_an_offer(
    seven: None, organiser: Member, charlie: Member, mail_to_the_server: None, page_of, post, work
) -> None:
    go = find_skill("Go")
    offer(charlie, skill=go, level=3, confirmed=False)
    draft = run(by=organiser)
    page = page_of(organiser)
    page.goto(f"/organise/runs/{draft.pk}")
    page.get_by_role("link", name="Send an appeal").click()
    expect(page.get_by_role("main")).to_contain_text("It goes to a few colleagues.")
    page.get_by_label("A line to them").fill("The tools team starts in spring.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("main")).to_contain_text("nobody has offered it since")
    assert Appeal.objects.get().text == "The tools team starts in spring."

    work()
    [letter] = post.to(charlie)
    [link] = re.findall(r"http\S+/offers\?skill=\d+", letter.get_body(("plain",)).get_content())
    theirs = page_of(charlie)
    theirs.goto(link)
    theirs.get_by_role("button", name="Save the offer").click()
    expect(theirs.get_by_text("Colleagues who want to learn “Go” can find you now.")).to_be_visible()
    assert Offer.objects.get(member=charlie, skill=go).confirmed_at is not None
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("a few have offered it since")
