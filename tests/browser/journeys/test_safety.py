"""What a manager sees of a report is what any colleague sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.skills.actions import propose_skill, want

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def test_dana_sees_nothing_of_alices_needs_that_are_not_public(
    rust: Skill, alice: Member, dana: Member, page_of
) -> None:
    secret, shared, public = (propose_skill(name, by=None) for name in ("Negotiating a raise", "Facilitation", "Figma"))
    hidden = [
        want(alice, skill=secret, level=3, visibility="private"),
        want(alice, skill=shared, level=3, visibility="matching"),
    ]
    want(alice, skill=public, level=3, visibility="public")
    page = page_of(dana)
    page.goto(f"/members/{alice.pk}")
    expect(page.get_by_role("main")).to_contain_text("Figma")
    for skill in (secret, shared):
        expect(page.get_by_role("main")).not_to_contain_text(skill.name)
        page.goto(f"/skills/{skill.pk}")
        expect(page.get_by_role("main")).not_to_contain_text("Alice")
    for need in hidden:
        for address in (f"/needs/{need.pk}", f"/needs/{need.pk}/suggestions"):
            assert page.goto(address).status == 404
