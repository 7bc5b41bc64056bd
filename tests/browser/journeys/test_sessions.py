"""Sessions that colleagues join, as people go the way: announce, join, wait, come in, answer by mail, move, leave."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser import met

from peerloop.kit import clock
from peerloop.schedule.actions import invite, join_session, move_session
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member


COUNT = """() => addEventListener("click", one => {
  if (one.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1
}, true)"""


def in_three_days() -> str:
    return (clock.now() + timedelta(days=3)).date().isoformat()


def links_in(letter) -> list[str]:
    return re.findall(r"https?://\S+/sessions/answers/\S+", letter.get_body(("plain",)).get_content())


def about(post, member: Member) -> list[str]:
    """The letters to the member by the first word of their subjects."""
    return [letter["Subject"].split(":")[0].strip() for letter in post.to(member)]


def test_announced_joined_full_and_in_from_the_waiting_list(
    alice: Member, bo: Member, charlie: Member, page_of, post, work, mail_to_the_server
) -> None:
    """Bo announces without scripts; Alice takes the one place, Charlie waits and comes in by mail when she leaves."""
    page: Page = page_of(bo, java_script_enabled=False)
    page.goto("/sessions")
    page.get_by_role("link", name="Announce one").click()
    page.get_by_label("Kind").select_option(label="Workshop")
    page.get_by_label("Title").fill("Knots for beginners")
    page.get_by_label("Day").fill(in_three_days())
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("In person").check()
    page.get_by_label("Places").fill("1")
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("main")).to_contain_text("Please say where you meet.")
    expect(page.get_by_label("Title")).to_have_value("Knots for beginners")
    page.get_by_role("textbox", name="Place").fill("Room 4")
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knots for beginners")

    first: Page = page_of(alice)
    first.goto("/sessions")
    first.get_by_role("link", name="Knots for beginners").click()
    first.get_by_role("button", name="Join").click()
    expect(first.get_by_role("status")).to_contain_text("You take part.")
    second: Page = page_of(charlie)
    second.goto("/sessions?kind=workshop")
    expect(second.get_by_role("main")).to_contain_text("full, with a waiting list")
    second.get_by_role("link", name="Knots for beginners").click()
    second.get_by_role("button", name="Put me on the waiting list").click()
    expect(second.get_by_role("main")).to_contain_text("you wait, number 1")

    first.get_by_text("I cannot come").click()
    first.get_by_role("button", name="Give up my place").click()
    expect(first.get_by_role("status")).to_contain_text("Answered. Your hour is free.")
    work()
    assert about(post, charlie) == ["A place is yours"]
    [gone] = post.to(alice)  # that she came is no news any more
    assert gone["Subject"].strip().startswith("You do not take part any more, ")
    second.reload()
    expect(second.get_by_role("main")).to_contain_text("you take part")


def test_invited_and_answered_from_the_mail(
    alice: Member, bo: Member, charlie: Member, page_of, post, work, mail_to_the_server
) -> None:
    """A scanner that opens every link answers nothing; forwarded, the invitation is for nobody else."""
    session = met.gathering(bo, audience="invited")
    page: Page = page_of(bo)
    page.goto(f"/sessions/{session.pk}")
    page.get_by_role("link", name="Invite colleagues").click()
    page.get_by_label("Name of a colleague or a team").fill("ali")
    page.get_by_role("button", name="Look").click()
    page.get_by_label("Alice").check()
    page.get_by_role("button", name="Invite those ticked").click()
    expect(page.get_by_role("status")).to_contain_text("Invited: Alice.")
    work()
    [letter] = post.to(alice)
    yes, no = links_in(letter)[:2]
    scanner: Page = page_of(None, java_script_enabled=False)
    for link in (yes, no):
        scanner.goto(link)
    assert not session.participations.filter(member=alice).exists()
    forwarded: Page = page_of(charlie)
    forwarded.goto(yes)
    expect(forwarded.get_by_role("heading", level=1)).to_have_text("This link was meant for somebody else")

    window: Page = page_of(None)
    window.goto(yes)
    window.get_by_role("button", name="Yes, I come").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert session.participations.filter(member=alice).exists()
    work()
    [_invitation, place] = post.to(alice)
    assert [part.get_content_type() for part in place.walk()].count("text/calendar") == 1


def test_impromptu_in_three_clicks(
    alice: Member, bo: Member, charlie: Member, mail_to_the_server, page_of, post, work
) -> None:
    """Whom she met last stands ready, with the next hour when both are free; what she clicks is counted."""
    met.booked(alice, bo)
    met.booked(alice, charlie, at=met.time(9))
    page: Page = page_of(alice)
    page.goto("/sessions")
    page.evaluate(COUNT)
    page.get_by_role("link", name="Meet right now").click()
    page.get_by_label("What about?").fill("The map of our services")
    page.evaluate(COUNT)
    with page.expect_response(lambda answer: "/sessions/impromptu?" in answer.url):
        page.get_by_label("Charlie").check()
    expect(page.get_by_role("radio").first).to_be_checked()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The map of our services")
    assert page.evaluate("Number(sessionStorage.clicks)") == 3
    session = Session.objects.get(kind="impromptu")
    assert sorted(session.invitations.values_list("member__name", flat=True)) == ["Bo", "Charlie"]
    work()
    assert len(post.to(bo)) == len(post.to(charlie)) == 2  # the hour that was booked before, and this


def test_two_move_at_once_and_the_second_sees_both(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    session = met.gathering(bo, teachers=[bo, charlie])
    page: Page = page_of(bo)
    page.goto(f"/sessions/{session.pk}/move")
    move_session(session, by=charlie, local_date=met.in_a_week(), local_time=met.time(18), sequence=0)
    page.get_by_role("textbox", name="Time").fill("12:00")
    page.get_by_label("A word to the other").fill("The room is free then")
    page.get_by_role("button", name="Move it").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("It was changed while you were choosing.")
    expect(told).to_contain_text("You wanted")
    expect(told).to_contain_text("18:00 · moved by Charlie")
    expect(page.get_by_role("textbox", name="Time")).to_have_value("12:00")
    expect(page.get_by_label("A word to the other")).to_have_value("The room is free then")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("status")).to_contain_text("All who take part are told")
    session.refresh_from_db()
    assert session.local_time == met.time(12)


@pytest.mark.parametrize(("answer", "stays"), [("Yes, the new time suits me", True), ("No, I cannot come then", False)])
def test_moved_everybody_is_asked_anew_by_mail(
    alice: Member, bo: Member, charlie: Member, page_of, post, work, mail_to_the_server, answer: str, stays: bool
) -> None:
    session = met.gathering(bo, capacity=1)
    join_session(session, by=alice)
    join_session(session, by=charlie)
    work()
    post.letters.clear()
    move_session(session, by=bo, local_date=met.in_a_week(), local_time=met.time(18), sequence=0)
    work()
    [letter] = post.to(alice)
    link = links_in(letter)[0 if stays else 1]
    assert answer in letter.get_body(("plain",)).get_content()
    window: Page = page_of(None)
    window.goto(link)
    window.get_by_role("button", name="Yes, it suits me" if stays else "No, I cannot come").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert session.participations.filter(member=alice).exists() is stays
    assert session.participations.filter(member=charlie).exists() is not stays


def test_a_full_week_is_left_out_unless_one_ticks_it(alice: Member, bo: Member, page_of) -> None:
    session = met.gathering(bo, minutes=180)
    page: Page = page_of(bo)
    page.goto(f"/sessions/{session.pk}/invitations?name=alice")
    page.get_by_label("Alice").check()
    page.get_by_role("button", name="Invite those ticked").click()
    warning = page.get_by_role("region", name="Their week is full")
    expect(warning).to_contain_text("so they were not asked")
    assert not session.invitations.exists()
    warning.get_by_label("Alice").check()
    warning.get_by_role("button", name="Send to those ticked all the same").click()
    expect(page.get_by_role("status")).to_contain_text("Invited: Alice.")


def test_found_narrowed_down_and_joined_from_find_on_a_phone_by_the_keyboard(
    alice: Member, bo: Member, charlie: Member, page_of
) -> None:
    session = met.gathering(bo, capacity=None)
    invite(session, [charlie], by=bo)
    page: Page = page_of(alice, viewport={"width": 360, "height": 740})
    page.goto("/find?q=knots&of=sessions")
    page.get_by_text("Narrow it down").press("Enter")
    page.get_by_label("In person or online").press("End")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Nothing is found within these limits")
    page.get_by_label("In person or online").press("Home")
    page.get_by_label("Place").fill("room 4")
    page.get_by_label("Place").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("In person · Room 4")
    page.get_by_role("button", name="Join").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("you take part")
