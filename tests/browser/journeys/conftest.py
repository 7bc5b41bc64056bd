"""What the journeys begin with: somebody who can teach, somebody who wants to learn, and a post box."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.matchmaking.actions import accept, ask
from peerloop.matchmaking.hours import shared_hours
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper

    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@pytest.fixture
def rust(bo: Member) -> Skill:
    """Bo knows Rust and offers it."""
    skill = propose_skill("Rust", by=bo)
    offer(bo, skill=skill, level=5)
    return skill


@pytest.fixture
def mail_to_the_server(server: str, settings: SettingsWrapper, post) -> None:
    """Links in mail lead to the server of this test; nobody's hours are quiet."""
    from peerloop.notices.models import QuietHours

    settings.PEERLOOP_URL = server
    start, end = "00:00", "00:01"
    QuietHours.objects.bulk_create(QuietHours(member=member, starts=start, ends=end) for member in _everybody())


def _everybody() -> list[Member]:
    from peerloop.people.models import Member

    return list(Member.objects.all())


@pytest.fixture
def paired(rust: Skill) -> Callable[..., Pairing]:
    """Let somebody ask somebody and be accepted: ``paired(alice, bo)``; ``ago`` says how long before now."""

    def pair(learner: Member, teacher: Member, *, ago: timedelta = timedelta()) -> Pairing:
        with clock.at(clock.now() - ago):
            need = want(learner, skill=rust, level=3)
            [hours] = shared_hours(learner, [teacher], after=clock.now() + timedelta(days=1))
            return accept(ask(need, teacher=teacher, starts_at=hours[0], by=learner), by=teacher)

    return pair
