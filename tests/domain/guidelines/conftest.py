"""It is Monday, 23 November 2026, 08:00 in London; Olga drafts how the house learns together."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from peerloop.guidelines.actions import adopt, change_draft, draft_guidelines, draft_version
from peerloop.guidelines.rules import PARTS
from peerloop.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def draft(organiser: Member) -> Version:
    return draft_guidelines(by=organiser, template="house")


@pytest.fixture
def adopted(draft: Version, organiser: Member) -> Version:
    adopt(draft, by=organiser, on=TODAY)
    return draft


def written(version: Version, by: Member, **otherwise: str) -> Version:
    """Save the draft with other words on some pages."""
    words = {name: getattr(version, name) for name in PARTS} | {"title": version.guidelines.title, "why": ""}
    return change_draft(version, by=by, revision=version.revision, **words | otherwise)


def a_second(adopted: Version, by: Member, on: date = TODAY) -> Version:
    """Adopt a second version, in which one line is new."""
    second = draft_version(adopted.guidelines, by=by)
    second = written(second, by, conduct=f"{second.conduct}\nPhones stay away.", why="Phones")
    adopt(second, by=by, on=on)
    return second
