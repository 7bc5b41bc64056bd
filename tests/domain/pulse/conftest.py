"""It is Monday, 23 November 2026, 08:00 in London. Olga asks what people want to learn until the week after next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from peerloop.kit import clock
from peerloop.people.models import Member, Team
from peerloop.pulse.actions import answer_survey, open_survey, set_up_survey
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerloop.pulse.models import Survey
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
CLOSES = MONDAY + timedelta(days=11)
EVERYTHING = ("skills", "formats", "times", "often", "words")


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def people(count: int, *, team: Team | None = None, place: str = "", name: str = "Member") -> list[Member]:
    """Make so many members of a team, without ceremony."""
    first = Member.objects.count()
    said = {"team": team, "place": place}
    rows = (Member(email=f"m{n}@example.org", name=f"{name} {n}", **said) for n in range(first, first + count))
    Member.objects.bulk_create(rows)
    return list(Member.objects.order_by("pk")[first:])


def team(name: str, parent: Team | None = None) -> Team:
    return Team.objects.create(name=name, key=name.lower(), parent=parent)


def survey(by: Member, **otherwise: Any) -> Survey:
    """Set one up: everything is asked of everyone, unless it is said otherwise."""
    said: dict[str, Any] = {"title": "What next?", "kind": "needs", "asks": EVERYTHING, "closes_at": CLOSES}
    return set_up_survey(by=by, uid=uuid4(), **said | otherwise)


def opened(by: Member, **otherwise: Any) -> Survey:
    return open_survey(survey(by, **otherwise), by=by)


def wish(survey: Survey, members: Sequence[Member], skill: Skill, level: int = 3, pace: str = "any") -> None:
    for member in members:
        answer_survey(survey, by=member, said={}, wishes=[(skill, level, pace)])


@pytest.fixture
def rust(bo: Member) -> Skill:
    return propose_skill("Rust", by=bo)


@pytest.fixture
def bread(bo: Member) -> Skill:
    return propose_skill("Baking bread", by=bo)
