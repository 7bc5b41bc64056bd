"""An organiser from nothing to a running programme in one sitting, every click and every field counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.programmes.models import Participant, Programme

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from peerloop.people.models import Member


class Sitting:
    """What somebody does at a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self._one(role, name).click()

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def _one(self, role: str, name: str) -> Locator:
        return self.page.get_by_role(role, name=name).first  # type: ignore[arg-type]


def test_from_nothing_to_a_running_programme_in_one_sitting(
    organiser: Member, alice: Member, bo: Member, page_of, work
) -> None:
    """Five clicks and two fields: a template, the form as it stands, opened, everybody invited."""
    sitting = Sitting(page_of(organiser, java_script_enabled=False))
    main = sitting.page.get_by_role("main")
    sitting.page.goto("/programmes")
    sitting.click("link", "Set up a programme")
    sitting.click("link", "Mentoring season")
    sitting.fill("Name", "Winter of mentoring")
    sitting.fill("Sponsor (optional)", "Bo")
    sitting.click("button", "Set it up")
    sitting.click("button", "Open it")
    sitting.click("button", "Invite them")
    expect(sitting.page.get_by_role("status")).to_contain_text("Whoever has neither joined nor said no is invited.")
    assert (sitting.clicks, sitting.fields) == (5, 2)

    made = Programme.objects.get()
    assert (made.sponsor, made.formats, made.objectives.count(), made.milestones.count()) == (
        bo, ["mentoring", "shadowing"], 3, 4,
    )  # fmt: skip
    expect(main).to_contain_text("120 minutes a week")
    work()

    learner = page_of(alice)
    learner.goto("/programmes")
    learner.get_by_role("link", name="Winter of mentoring").click()
    learner.get_by_role("button", name="Join").click()
    expect(learner.get_by_role("status")).to_contain_text("You take part.")
    assert Participant.objects.get().member == alice

    sponsor = page_of(bo)
    sponsor.goto(f"/programmes/{made.pk}")
    sponsor.get_by_role("link", name="The pack for who backs it").click()
    sponsor.emulate_media(media="print")
    expect(sponsor.get_by_role("heading", name="What it takes")).to_be_visible()
    expect(sponsor.get_by_role("banner")).to_be_hidden()
    expect(sponsor.get_by_role("main")).not_to_contain_text("Alice")
