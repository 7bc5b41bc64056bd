"""Surveys for pages and journeys: one that is open, and one whose results are told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from peerloop.kit.clock import now
from peerloop.people.models import Member, Team
from peerloop.pulse.actions import answer_survey, close_survey, open_survey, set_up_survey
from peerloop.skills.actions import find_skill, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.pulse.models import Survey

WORDS = "Half an hour over lunch is what I can spare, and I would rather ask somebody than take a course."


def crowd(count: int = 40) -> list[Member]:
    """Make so many members in two teams."""
    north, south = (Team.objects.get_or_create(name=name, key=name.lower())[0] for name in ("North", "South"))
    rows = (
        Member(email=f"crowd{n}@example.org", name=f"Member {n}", team=(north, south)[n % 2]) for n in range(count)
    )  # fmt: skip
    Member.objects.bulk_create(rows)
    return list(Member.objects.filter(email__startswith="crowd").order_by("pk"))


def asked(organiser: Member, *, opened: bool = True, cut: str = "team") -> Survey:
    """Ask everybody here, and twelve more."""
    if not Member.objects.filter(email__startswith="crowd").exists():
        crowd(12)
    asks = ["skills", "formats", "times", "often", "words"]
    survey = set_up_survey(
        by=organiser, uid=uuid4(), title="What would you like to learn next?", kind="needs", asks=asks, cut=cut,
        lead="It decides which sessions we hold next quarter.", closes_at=now() + timedelta(days=9),
    )  # fmt: skip
    return open_survey(survey, by=organiser) if opened else survey


def told(organiser: Member) -> Survey:
    """Forty have answered; two skills are wanted, one of which somebody can help with."""
    there = crowd()
    survey = asked(organiser)
    skills = [find_skill(name) or propose_skill(name, by=organiser) for name in ("Rust", "Reading a balance sheet")]
    for member in there[:6]:
        offer(member, skill=skills[1], level=4)
    for number, member in enumerate(there):
        said = {"times": ["midday", "morning"][: 1 + number % 2], "often": ("weekly", "monthly")[number % 3 % 2]}
        wishes = [(skills[number % 3 % 2], 3 + number % 2, "any")] if number % 4 else []
        answer_survey(survey, by=member, said=said | {"words": WORDS} if number < 12 else said, wishes=wishes)
    close_survey(survey, by=organiser)
    return survey
