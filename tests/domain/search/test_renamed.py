"""A skill gets another name: what is about it is found under that one, and no longer under the old one."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.domain.library.conftest import reviewed

from peerloop.circles.actions import start_circle
from peerloop.kit.clock import now
from peerloop.library.actions import begin_resource
from peerloop.proposals.actions import propose
from peerloop.questions.actions import ask
from peerloop.schedule.actions import announce_session
from peerloop.search.queries import find
from peerloop.skills.actions import propose_skill, rename_skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

KINDS = ["circle", "proposal", "question", "resource", "session"]


@pytest.mark.django_db
def test_what_is_about_a_skill_is_found_under_the_name_that_it_has_now(
    alice: Member, bo: Member, organiser: Member, work: Callable[[], None]
) -> None:
    skill = propose_skill("Welding", by=alice)
    ask(by=alice, title="How hot must it be?", skill=skill)
    propose(by=alice, title="An evening in the shed", skill=skill)
    start_circle(by=alice, title="Friends of the shed", goal="To build a gate", skill=skill)
    announce_session(
        kind="workshop", title="In the shed", by=alice, local_date=now().date() + timedelta(days=30),
        local_time=time(10), zone="UTC", minutes=60, skill=skill,
    )  # fmt: skip
    reviewed(begin_resource(by=alice, kind="tip", title="Wear gloves", text="Always.", skill=skill), alice, bo)

    def found(words: str) -> list[str]:
        return sorted({hit.kind for hit in find(bo, words, among=KINDS).hits})

    work()
    assert (found("welding"), found("soldering")) == (KINDS, [])
    rename_skill(skill, "Soldering", by=organiser)
    work()
    assert (found("welding"), found("soldering")) == ([], KINDS)
