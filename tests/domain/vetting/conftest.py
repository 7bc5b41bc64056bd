"""It is Monday, 23 November 2026, 08:00 in London; Bo offers Rust, and Alice and Charlie listen on Thursday at ten."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.schedule.actions import join_session
from peerloop.skills.actions import offer, propose_skill
from peerloop.vetting.actions import plan_teach_back, say_remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer
    from peerloop.vetting.models import Remark, TeachBack

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
AFTER = datetime(2026, 11, 26, 11, tzinfo=UTC)
THURSDAY: dict[str, Any] = {"local_date": date(2026, 11, 26), "local_time": time(10)}
MARKS = {"goal": 3, "steps": 3, "checks": 2, "time": 2}


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def rust(bo: Member) -> Offer:
    return offer(bo, skill=propose_skill("Rust", by=bo))


@pytest.fixture
def lesson(rust: Offer, bo: Member, alice: Member, charlie: Member) -> TeachBack:
    """Both have said yes."""
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, wish="Do I lose you at lifetimes?", **THURSDAY)
    for peer in (alice, charlie):
        join_session(made.session, by=peer)
    return made


def said(lesson: TeachBack, by: Member, *, ready: bool = True, **otherwise: Any) -> Remark:
    """Let ``by`` say it, an hour after the lesson began."""
    words = {"marks": MARKS, "worked": "The second picture.", "change": "Begin with an example."} | otherwise
    with clock.at(AFTER):
        return say_remark(lesson, ready=ready, by=by, **words)
