"""What has come, and how it is to come: the inbox, the settings by phone and keyboard, a digest and its way out."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser import learning
from tests.browser.journeys.test_keyboard import press_enter, tab_to

from peerloop.kit import clock
from peerloop.loops.actions import give_feedback, open_loop, say_applied, say_gain
from peerloop.matchmaking.models import Outcome
from peerloop.notices.handlers import digests
from peerloop.notices.models import DigestTime, Preference, QuietHours
from peerloop.notices.queries import unread_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def answered(learner: Member, teacher: Member, skill: Skill) -> Loop:
    """Three hours ago the teacher has answered what the learner tried; the learner's digest is due this hour."""
    moment = clock.now().astimezone(UTC)
    with clock.at(moment - timedelta(hours=3)):
        DigestTime.objects.create(member=learner, hour=moment.hour)
        loop = open_loop(learner=learner, teacher=teacher, skill=skill, by=None)
        say_gain(loop, by=learner, gain="How", intention="Try", by_when=(moment + timedelta(days=3)).date())
        say_applied(loop, by=learner, text="I did")
        return give_feedback(loop, by=teacher, text="Mind the borrow checker")


def test_what_has_come_is_opened_answered_and_read(alice: Member, bo: Member, page_of) -> None:
    asked = learning.asked(bo, alice)
    page = page_of(alice)
    page.goto("/notices")
    row = page.get_by_role("listitem").filter(has_text="Bo would like to learn from you: Rust")
    expect(row).to_contain_text("New")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo would like to learn from you: Rust")
    assert unread_count(alice) == 0
    page.get_by_role("link", name="Yes, gladly").click()
    page.get_by_role("button", name=re.compile("Yes|Accept")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You and Bo are learning together")
    assert Outcome.objects.get(request=asked).kind == Outcome.Kind.ACCEPTED
    page.goto("/notices")
    expect(page.get_by_role("listitem").filter(has_text="would like to learn from you")).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text="Booked: Rust with Bo")).to_contain_text("New")


def test_all_is_marked_read_and_taken_back_without_scripts(alice: Member, bo: Member, page_of) -> None:
    learning.asked(bo, alice)
    page = page_of(alice, java_script_enabled=False)
    page.goto("/notices")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("All marked as read.")).to_be_visible()
    expect(page.get_by_text("New", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("New", exact=True)).to_have_count(1)


def test_settings_by_phone(alice: Member, page_of, phone) -> None:
    page = page_of(alice, viewport=phone)
    page.goto("/settings/notices")
    for group in ("What you learn and teach", "Sessions"):
        page.locator("summary").filter(has_text=group).click()
    page.get_by_label("On the day you chose: did you try it?").select_option("On the page only")
    page.get_by_label("All of “Sessions”").select_option("In the digest")
    page.get_by_label("How often").select_option("Once a week")
    page.get_by_label("On which day").select_option("Friday")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. From now on it reaches you like this.")).to_be_visible()
    chosen = dict(Preference.objects.values_list("kind", "channel"))
    assert (chosen["loop_due"], chosen["session_moved"]) == ("page", "digest")
    plan = DigestTime.objects.get(member=alice)
    assert (plan.every, plan.weekday) == ("week", 4)


def test_settings_by_keyboard(alice: Member, page_of) -> None:
    page = page_of(alice)
    page.goto("/settings/notices")
    tab_to(page, "Sessions")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("In")  # what lies in the list is found by its first letters
    tab_to(page, "Save")
    press_enter(page)
    assert Preference.objects.get(kind="session_moved").channel == "digest"


def test_a_digest_comes_its_link_opens_the_thing_and_its_way_out_is_taken_back(
    rust: Skill, alice: Member, bo: Member, page_of, mail_to_the_server, post, work: Callable[[], int]
) -> None:
    loop = answered(alice, bo, rust)
    QuietHours.objects.all().delete()
    moment = clock.now()
    quiet = [(moment + timedelta(hours=hours)).time() for hours in (6, 7)]
    QuietHours.objects.create(member=alice, starts=quiet[0], ends=quiet[1])
    work()
    post.letters.clear()
    digests.open_all({})
    work()
    [letter] = post.to(alice)
    assert letter["Subject"] == "Bo answered: Rust"
    plain = letter.get_body(("plain",)).get_content()
    link = re.search(r"\S+/loops/\d+", plain)

    page = page_of(alice)
    page.goto(link.group())
    expect(page.get_by_role("main")).to_contain_text("Mind the borrow checker")
    assert page.url.endswith(f"/loops/{loop.pk}")

    visitor = page_of(None, java_script_enabled=False)
    visitor.goto(letter["List-Unsubscribe"].strip("<> "))
    assert DigestTime.objects.get(member=alice).paused_at is None
    visitor.get_by_role("button", name="No more digests").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("You get no more digests")
    assert DigestTime.objects.get(member=alice).paused_at is not None
    visitor.get_by_role("button", name="Undo").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("It comes again, as before")
    assert DigestTime.objects.get(member=alice).paused_at is None
