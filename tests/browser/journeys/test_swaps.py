"""A swap of two: each offers what the other needs, both say yes, and both learn."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.kit import clock
from peerloop.matchmaking.actions import publish, run, save_policy
from peerloop.matchmaking.models import Pairing, Ring
from peerloop.matchmaking.policies import Terms
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def swap(rust: Skill, organiser: Member, alice: Member, bo: Member) -> Need:
    """Alice offers Go and wants Rust, Bo the other way round; a run two hours ago, told since, has found them."""
    go = propose_skill("Go", by=alice)
    offer(alice, skill=go, level=4)
    need = want(alice, skill=rust, level=3, visibility="public")
    want(bo, skill=go, level=3, visibility="public")
    with clock.at(clock.now() - timedelta(hours=2)):
        policy = save_policy(Terms(kind="swap"), name="Swaps", by=organiser)
        publish(run(by=organiser, policy=policy), by=organiser)
    return need


def answers_in(letter) -> list[str]:
    return re.findall(r"https?://\S+/words/\S+", letter.get_body(("plain",)).get_content())


def test_from_the_suggestion_to_two_hours(
    swap: Need, alice: Member, bo: Member, page_of, post, work, mail_to_the_server
) -> None:
    """Alice says yes at her desk, Bo from the mail on a phone."""
    work()
    [letter] = post.to(bo)
    assert letter["Subject"] == "A swap, if you both say yes"
    assert "You teach Alice Rust, and Alice teaches you Go." in letter.get_body(("plain",)).get_content()

    hers = page_of(alice)
    hers.goto(f"/needs/{swap.pk}/suggestions")
    found = hers.get_by_role("region", name="A swap, if you both say yes")
    expect(found.get_by_text("You teach Bo Go, and Bo teaches you Rust.")).to_be_visible()
    expect(hers.get_by_role("button", name="Ask Bo for this time")).to_have_count(0)
    found.get_by_role("link", name="Say yes, or not this time").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("A swap with Bo")
    hers.get_by_role("button", name="Yes, count me in").click()
    expect(hers.get_by_text(re.compile("^You have said yes"))).to_be_visible()
    assert not Pairing.objects.exists()

    his: Page = page_of(None, viewport=PHONE)
    his.goto(answers_in(letter)[0])
    expect(his.get_by_role("heading", level=1)).to_have_text("Say yes to this?")
    his.get_by_role("button", name="Yes, count me in").click()
    expect(his.get_by_role("heading", level=1)).to_have_text("You are learning together")
    assert his.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    both = Pairing.objects.order_by("learner__name").values_list("kind", "learner__name", "skill__name")
    assert list(both) == [("swap", "Alice", "Rust"), ("swap", "Bo", "Go")]

    work()
    assert "Everybody has said yes: you are learning together" in [one["Subject"] for one in post.to(alice)]
    hers.reload()
    expect(hers.get_by_role("link", name=re.compile("^Choose your hours"))).to_have_count(2)
    for skill in ("Rust", "Go"):
        hers.goto(f"/rings/{Ring.objects.get().pk}")
        hers.get_by_role("link", name=f"Choose your hours {skill}").click()
        expect(hers.get_by_role("heading", level=1)).to_have_text(f"{skill} with Bo")
        hers.get_by_role("button", name="Book this hour").click()
    expect(hers.get_by_role("heading", level=1)).to_be_visible()
    assert Pairing.objects.filter(sessions__isnull=False).distinct().count() == 2


def test_without_scripts_and_not_this_time(swap: Need, alice: Member, bo: Member, page_of) -> None:
    """Bo cannot; Alice, who has said yes, hears that it will not be, and asks him the usual way."""
    hers, his = (page_of(member, java_script_enabled=False) for member in (alice, bo))
    for window in (hers, his):
        window.goto("/pairings")
        window.get_by_role("link", name="Say yes, or not this time").click()
    hers.get_by_role("button", name="Yes, count me in").click()
    expect(hers.get_by_text(re.compile("^You have said yes"))).to_be_visible()
    his.get_by_role("button", name="Not possible this time").click()
    expect(his.get_by_text(re.compile("^It will not be this time"))).to_be_visible()
    hers.reload()
    expect(hers.get_by_text(re.compile("^It will not be this time"))).to_be_visible()
    hers.get_by_role("link", name="See who else can help").click()
    expect(hers.get_by_role("region", name="A swap, if you both say yes")).to_have_count(0)
    expect(hers.get_by_role("button", name="Ask Bo for this time")).to_be_visible()
    assert not Pairing.objects.exists()
    assert Ring.objects.get().outcome.kind == "released"
