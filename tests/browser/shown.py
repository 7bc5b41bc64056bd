"""What the pages about what members know are shown with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.rewarded import a_skill

from peerloop.evidence.actions import correct, leave_out
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.proposals.actions import propose
from peerloop.recognition.models import Contribution
from peerloop.skills.actions import close_week, offer, want

if TYPE_CHECKING:
    from peerloop.skills.models import Skill

LONG = "Anticipating the reconciliation of intercompany receivables"


def taught(member: Member, skill: Skill, *days_ago: int) -> None:
    for number, days in enumerate(days_ago):
        Contribution.objects.create(
            member=member, kind="session" if number else "one_to_one", source_type="session",
            source=5000 + Contribution.objects.count(), skill=skill, at=now() - timedelta(days=days),
            note="With slides" if number == 1 else "",
        )  # fmt: skip


def knowledge(alice: Member, bo: Member) -> str:
    topics(alice, bo)
    names = ("Facilitation", LONG, "Spreadsheets", "Presenting", "Budgeting", "Welding")
    facilitation, long, sheets, presenting, budgeting, welding = (a_skill(name, bo) for name in names)
    taught(alice, facilitation, 3, 9, 20, 44, 80, 120, 150)
    taught(alice, long, 200, 400)
    taught(alice, sheets, 12)
    taught(alice, presenting, 30)
    taught(alice, budgeting, 300)
    taught(alice, a_skill("Beekeeping", bo), 5)
    correct(presenting, by=alice, instead=facilitation)
    leave_out(sheets, by=alice)
    with clock.at(now() - timedelta(days=310)):
        offer(alice, skill=budgeting)
    offer(alice, skill=welding)
    return "/knowledge"


def correction(alice: Member, bo: Member) -> str:
    knowledge(alice, bo)
    return f"/knowledge/{a_skill('Facilitation', bo).pk}/correction"


def topics(alice: Member, bo: Member) -> str:
    people = [
        Member.objects.create(name=f"Colleague {number}", email=f"colleague{number}@example.org")
        for number in range(40)
    ]
    for number in range(12):
        a_skill(f"Craft {number} of the house", bo)
    for name, many in (("Beekeeping", 20), (LONG, 12)):
        for member in people[:many]:
            want(member, skill=a_skill(name, bo))
    close_week()
    propose(by=bo, title="Bees on our roof", skill=a_skill("Beekeeping", bo))
    return "/topics"
