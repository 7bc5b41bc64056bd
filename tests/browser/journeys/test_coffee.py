"""Somebody new every second week: join, say yes from the mail, meet, say so from the mail."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.coffee.actions import hold_round, join, say_yes, settle
from peerloop.coffee.models import Introduced, Introduction, Joining, Round
from peerloop.kit import clock
from peerloop.schedule.actions import record_ended_sessions
from peerloop.schedule.models import Confirmation, Session

if TYPE_CHECKING:
    from peerloop.people.models import Member


def links_in(letter) -> list[str]:
    return re.findall(r"https?://\S+/coffee/links/\S+", letter.get_body(("plain",)).get_content())


def test_from_joining_to_having_met(alice: Member, bo: Member, page_of, post, work, mail_to_the_server) -> None:
    """Alice joins on the page, without scripts; a scanner that opens every link answers nothing."""
    page = page_of(alice, java_script_enabled=False)
    page.goto("/coffee")
    page.get_by_label("How often?").select_option(label="every week")
    page.get_by_role("button", name="Join the rounds").click()
    expect(page.get_by_role("heading", name="Nobody to meet just now")).to_be_visible()
    join(bo)
    with clock.at(clock.now() - timedelta(days=9)):
        hold_round(Round.objects.create())
        work()
    together = Introduction.objects.get()
    Session.objects.filter(pk=together.session_id).update(
        starts_at=clock.now() + timedelta(days=2), ends_at=clock.now() + timedelta(days=2, minutes=30)
    )
    [letter] = post.to(alice)
    scanner = page_of(None, java_script_enabled=False)
    for link in links_in(letter):
        scanner.goto(link)
    assert Introduced.objects.get(member=alice).answer == ""

    window = page_of(None)
    window.goto(links_in(letter)[0])
    window.get_by_role("button", name="Yes, gladly").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("You have said yes")
    say_yes(together, by=bo)
    post.letters.clear()
    Session.objects.filter(pk=together.session_id).update(
        starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() - timedelta(hours=1)
    )
    record_ended_sessions()
    work()
    [asked] = [letter for letter in post.to(alice) if letter["Subject"] == "Did you meet Bo?"]
    window.goto(links_in(asked)[0])
    window.get_by_role("button", name="Yes, we met").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Introduced.objects.get(member=alice).met is True
    page.goto("/coffee")
    expect(page.get_by_role("region", name="So far")).to_contain_text("Bo")


def test_who_ticked_it_is_booked_when_nobody_acts_and_may_rest_until_a_day(alice: Member, bo: Member, page_of) -> None:
    page = page_of(alice)
    page.goto("/coffee")
    page.get_by_label("Book it for me if I do not answer").check()
    page.get_by_role("button", name="Join the rounds").click()
    join(bo, books_itself=True)
    hold_round(Round.objects.create())
    with clock.at(Introduction.objects.get().answer_by):
        settle()
    page.goto("/coffee")
    expect(page.get_by_role("article", name="Bo")).to_contain_text("booked")
    assert Confirmation.objects.count() == 1
    until = (clock.now() + timedelta(days=40)).date()
    page.get_by_label("Not before").fill(until.isoformat())
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    assert Joining.objects.get(member=alice).snoozed_until == until
    page.get_by_text("Take part no more").first.click()
    page.get_by_role("button", name="Take part no more").click()
    expect(page.get_by_role("heading", name="Join in")).to_be_visible()
