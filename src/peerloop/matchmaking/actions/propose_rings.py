"""What a run of swaps has found is put to those in it, ring by ring."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.matchmaking.actions.ring import release_rings_of
from peerloop.matchmaking.models import NotAFit, Place, Ring, Suggestion
from peerloop.matchmaking.queries.seats import seats_left
from peerloop.matchmaking.workdays import answer_by
from peerloop.people.models import Avoidance, Block, Member
from peerloop.skills.models import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.matchmaking.models import Run

DAYS_TO_ANSWER = 5
"""Working days of whoever has the fewest: a ring waits for all."""


def propose_rings(run: Run) -> None:
    """Put up a ring for each circle among the run's suggestions that still closes, with a seat of everybody.

    Left out is who is in an open ring already, and circles in which any two are kept apart, be they neighbours or not:
    each reads the names of all. The caller has locked everybody in them.
    """
    stands = Suggestion.objects.filter(run=run, need__visibility=Visibility.PUBLIC)
    rows = {one.need.member_id: one for one in stands.select_related("need__member", "teacher").order_by("pk")}
    circles = list(_circles({learner: one.teacher_id for learner, one in rows.items()}))
    everybody = {member for circle in circles for member in circle}
    taken = set(Place.objects.filter(ring__outcome=None).values_list("learner", flat=True))
    taken |= set(Place.objects.filter(ring__run=run).values_list("learner", flat=True))
    apart, seats = _apart(everybody), seats_left(everybody)
    for circle in circles:
        parted = any(frozenset(two) in apart for two in combinations(circle, 2))
        if parted or not taken.isdisjoint(circle) or any(seats.get(member, 0) < 1 for member in circle):
            continue
        asked_at = now() + timedelta(hours=1)  # when they are told
        until = max(answer_by(rows[member].need.member, asked_at, days=DAYS_TO_ANSWER) for member in circle)
        ring = Ring.objects.create(run=run, made_at=now(), answer_by=until)
        Place.objects.bulk_create(
            Place(
                ring=ring,
                number=number,
                need=rows[member].need,
                learner_id=member,
                teacher_id=rows[member].teacher_id,
                skill_id=rows[member].need.skill_id,
            )
            for number, member in enumerate(circle)
        )


def take_rings_down(run: Run) -> None:
    """Let the run's open rings go: it was withdrawn. Those who all said yes within the hour stay together."""
    release_rings_of(Ring.objects.filter(run=run, outcome=None).order_by("pk"))


def _circles(teacher_of: dict[int, int]) -> Iterator[list[int]]:
    """Yield each closed circle once, every member followed by who teaches them."""
    seen: set[int] = set()
    for first in sorted(teacher_of):
        circle, at = [], first
        while at in teacher_of and at not in seen:
            seen.add(at)
            circle.append(at)
            at = teacher_of[at]
        if len(circle) > 1 and at == first:
            yield circle


def _apart(members: set[int]) -> set[frozenset[int]]:
    """Return the pairs among them that must not be brought together."""
    both = Q(member__in=members, other__in=members)
    lines = Member.objects.filter(pk__in=members, manager__in=members).values_list("pk", "manager")
    unfit = NotAFit.objects.filter(learner__in=members, teacher__in=members).values_list("learner", "teacher")
    pairs: list[tuple[int, ...]] = [*lines, *unfit]  # type: ignore[list-item]
    for model in (Avoidance, Block):
        pairs += model._default_manager.filter(both).values_list("member", "other")
    return {frozenset(pair) for pair in pairs}
