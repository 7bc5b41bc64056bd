"""What the demo shows of surveys: results, one that is open, a course, a note that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.domain.pulse.conftest import MONDAY, people

from peerloop.demo.pulse import ask_what_is_needed
from peerloop.people.models import Member
from peerloop.pulse.models import Consent, Outside, Survey
from peerloop.pulse.queries import results
from peerloop.skills.actions import want

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


def test_it_has_asked_and_told_and_asks_the_leaders(organiser: Member, rust: Skill, bread: Skill) -> None:
    leaders = people(12)
    for number, member in enumerate(people(40)):
        Member.objects.filter(pk=member.pk).update(manager=leaders[number % 12])
        want(member, skill=(rust, bread)[number % 2])
    ask_what_is_needed(MONDAY)
    closed, running = Survey.objects.order_by("pk")
    assert (closed.closure.outcome, closed.kind, running.kind) == ("told", "needs", "leaders")
    assert {gap.supply.name for gap in results(closed).gaps} == {"Rust", "Baking bread"}
    assert len(results(closed).words or []) == 12
    assert (Outside.objects.count(), Consent.objects.count()) == (1, 1)
