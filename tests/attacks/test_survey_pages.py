"""Canaries stand in answers, drafts, signed answers, notes and contacts; everybody opens every page of the room."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.access.routes import routes

from peerloop.journal.models import Entry, EntryDetail
from peerloop.kit import clock
from peerloop.people.actions import update_profile
from peerloop.people.models import Member
from peerloop.pulse.actions import (
    agree_to_interview,
    answer_survey,
    find_outside,
    keep_draft,
    note_interview,
    open_survey,
    set_up_survey,
)
from peerloop.pulse.models import Interview, Outside, Survey, Wish
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def test_each_is_read_by_those_it_is_for(
    alice: Member, dana: Member, bo: Member, facilitator: Member, organiser: Member, analyst: Member,
    moderator: Member, administrator: Member, client_of: ClientOf,
) -> None:  # fmt: skip
    """Alice answers and drafts; Dana, her manager, who reports to the administrator, signs; Olga talks with Alice."""
    update_profile(dana, by=None, manager=administrator)
    Member.objects.bulk_create(Member(email=f"m{n}@example.org", name=f"M {n}") for n in range(5))
    said = {"title": "What next?", "asks": ["skills", "words"], "closes_at": MONDAY + timedelta(days=7)}
    pooled, signed = (
        open_survey(set_up_survey(by=organiser, uid=uuid4(), kind=kind, signed=sign, **said), by=organiser)
        for kind, sign in (("needs", False), ("leaders", True))
    )
    answer_survey(pooled, by=alice, said={"words": "canary-answer"})
    keep_draft(pooled, by=alice, said={"words": "canary-draft"})
    answer_survey(pooled, by=bo, said={"words": "canary-sent"})
    answer_survey(signed, by=dana, said={"words": "canary-signed"})
    note_interview(alice, by=organiser, uid=uuid4(), words="canary-waiting")
    agree_to_interview(note_interview(alice, by=organiser, uid=uuid4(), words="canary-agreed"), by=alice)
    skill = propose_skill("Rust", by=bo)
    find_outside(by=organiser, uid=uuid4(), skill=skill, kind="guest", title="A guest", contact="canary-contact")

    seen: dict[str, set[str]] = defaultdict(set)
    people = (alice, dana, bo, facilitator, organiser, analyst, moderator, administrator)
    for member in people:
        browser = client_of(member)
        for address in _addresses():
            page = browser.get(address)
            assert page.status_code != 500, address
            for word in ("answer", "draft", "sent", "signed", "waiting", "agreed", "contact"):
                if f"canary-{word}" in f"{page.content.decode(errors='replace')}{page.headers}":
                    seen[word].add(member.name)
    assert dict(seen) == {
        "answer": {"Alice"}, "draft": {"Alice"}, "sent": {"Bo"}, "signed": {"Dana", "Olga"},
        "waiting": {"Alice", "Olga"}, "agreed": {"Alice", "Olga"}, "contact": {"Olga", "Ada"},
    }  # fmt: skip
    details = " ".join(EntryDetail.objects.values_list("data", flat=True))
    assert "canary" not in details
    named = Entry.objects.filter(verb="survey.answered", subject=pooled.pk)
    assert [(entry.actor, entry.about) for entry in named] == [(None, [])] * 2


def _addresses() -> Iterator[str]:
    """Yield the addresses of the room with each number that there can be, and where words of others gather."""
    yield from ("/", "/notices", "/find?q=canary", "/organise", "/organise/demand", "/skills/1")
    for route in sorted(set(routes()), key=str):
        if route.name.startswith("pulse:") and route.arguments <= {"pk"}:
            for pk in _numbers() if route.arguments else (0,):
                yield route.address({"pk": pk})


def _numbers() -> list[int]:
    """Return the number of each row that an address of the room could mean."""
    return sorted(
        {pk for model in (Survey, Interview, Outside, Wish) for pk in model.objects.values_list("pk", flat=True)}
    )
