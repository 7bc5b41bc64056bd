"""A whole meeting of reciprocal teaching with four browsers, and groups that double before their members' eyes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser import lived

from peerloop.formats.shipped import SHIPPED
from peerloop.kit.clock import now
from peerloop.live.actions import check_in, set_agenda
from peerloop.live.models import Clock
from peerloop.live.queries import notes_of
from peerloop.live.rules import code_of
from peerloop.people.actions import join
from peerloop.schedule.actions import confirm_session, hold_meeting
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member

ROLES = ["Summariser", "Questioner", "Clarifier", "Predictor"]


def role(page: Page) -> str:
    """Return which role the page says is its reader's."""
    said = page.locator("#live").get_by_text("Your role:").inner_text()
    return said.removeprefix("Your role: ").rstrip(".")


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard alone."""
    button = page.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def test_a_facilitator_through_a_whole_meeting_of_reciprocal_teaching(
    alice: Member, bo: Member, charlie: Member, page_of
) -> None:
    fay = join(name="Fay", email="fay@example.org")
    four = [fay, alice, bo, charlie]
    at = now() + timedelta(days=1)
    held = hold_meeting(
        dict.fromkeys([one.pk for one in four], Participation.Part.PEER), kind=Session.Kind.TEAM_BUILDING, by=fay,
        local_date=at.date(), local_time=at.time(), zone="UTC", minutes=45,
    )  # fmt: skip
    session = lived.begins(confirm_session(held, by=None), now().replace(second=0, microsecond=0))
    set_agenda(session, SHIPPED["reciprocal"], by=fay)
    pages = [page_of(one) for one in four]
    leading = pages[0]
    for page in pages:
        page.goto(f"/sessions/{session.pk}/live")
        page.get_by_role("button", name="I am here").click()
    press(leading, "Begin")
    for page in pages:
        expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    first = [role(page) for page in pages]
    assert sorted(first) == sorted(ROLES)

    for step, (title, whose) in enumerate(zip(["Summarise", "Question", "Clarify", "Predict"], ROLES, strict=True), 2):
        press(leading, "Next step")
        for page, own in zip(pages, first, strict=True):
            expect(page.get_by_text(f"Step {step} of 5")).to_be_visible()
            expect(page.locator("#step")).to_contain_text(title)
            expect(page.get_by_text("it is your turn")).to_have_count(1 if own == whose else 0)
    expect(leading.get_by_text("What would you do differently tomorrow?")).to_be_visible()

    press(leading, "Another round: the roles move on")
    for page in pages:
        expect(page.get_by_text("Step 2 of 5")).to_be_visible()
    second = [role(page) for page in pages]
    assert sorted(second) == sorted(ROLES)
    assert all(now != before for now, before in zip(second, first, strict=True)), "nobody has the same one again"

    for step in (3, 4, 5):
        press(leading, "Next step")
        expect(leading.get_by_text(f"Step {step} of 5")).to_be_visible()
    press(leading, "End it")
    for page in pages:
        expect(page.get_by_role("heading", name="That was it")).to_be_visible()
    assert Clock.objects.get().ended_at is not None
    leading.get_by_role("link", name="What stays of it").click()
    leading.get_by_role("link", name="Write the notes").click()
    leading.get_by_label("Notes").fill("Borrow once, and for as short as it goes.")
    leading.get_by_role("button", name="Keep it").click()
    expect(leading.get_by_text("Kept. All who took part read it.")).to_be_visible()
    kept = notes_of(session)
    assert kept is not None
    assert kept.text == "Borrow once, and for as short as it goes."
    pages[2].goto(f"/sessions/{session.pk}")
    expect(pages[2].get_by_text("Borrow once, and for as short as it goes.")).to_be_visible()


def test_groups_double_before_their_members_eyes(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    eight = [alice, charlie, *lived.colleagues(6)]
    session = lived.lunch(bo, *eight, in_minutes=1)
    set_agenda(session, SHIPPED["cascade"], by=bo)
    host, *seen = [page_of(one) for one in (bo, alice, charlie, eight[7])]
    for one in eight:
        check_in(session, by=one, code=code_of(session))
    for page in (host, *seen):
        page.goto(f"/sessions/{session.pk}/live")
    press(host, "Begin")
    expect(seen[0].get_by_text("Step 1 of 6")).to_be_visible()
    press(host, "Next step")
    for page in seen:
        expect(page.get_by_text("each alone")).to_be_visible()
    for number, tables in ((2, 4), (4, 2), (8, 1)):
        press(host, "Next step")
        for page in seen:
            expect(page.get_by_text(f"table {1 if page is not seen[2] else tables} of {tables}")).to_be_visible()
            said = page.get_by_text("You sit with").locator("xpath=..").inner_text()
            assert said.count(",") + 2 == number
        expect(host.get_by_role("heading", name="One table" if tables == 1 else f"{tables} tables")).to_be_visible()
        expect(host.get_by_text("You sit with")).to_have_count(0)
