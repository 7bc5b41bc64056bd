"""Loops as each of the two reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.loops.models import Loop
from peerloop.loops.reading import Reading, read
from peerloop.people.models import Block

if TYPE_CHECKING:
    from peerloop.people.models import Member

STEPS = ("gain", "intention", "application", "feedback", "receipt", "release")


def loops_seen_by(reader: Member) -> QuerySet[Loop]:
    """The reader's own loops, and those in which they teach somebody here whom no block keeps apart from them.

    Each carries ``apart``: whether a block, either way, keeps its two from each other.
    """
    if reader.departed_at is not None:
        return Loop.objects.none()
    apart = Block.objects.filter(
        Q(member=OuterRef("learner"), other=OuterRef("teacher"))
        | Q(member=OuterRef("teacher"), other=OuterRef("learner"))
    )
    loops = Loop.objects.annotate(apart=Exists(apart))
    return loops.filter(Q(learner=reader) | Q(teacher=reader, apart=False, learner__departed_at=None))


def read_all(loops: QuerySet[Loop], reader: Member) -> list[Reading]:
    """Return what the reader may know of each loop, in one query."""
    return [read(loop, reader) for loop in _in_full(loops)]


def open_loops(member: Member) -> list[Reading]:
    """Return the loops that wait for the member, those with a step to take first, then the newest.

    As a learner: all that have neither come full circle nor been let go. As a teacher: those in which something
    is applied and they have not answered yet.
    """
    waiting = [read(loop, member) for loop in _waiting(member)]
    return sorted(waiting, key=lambda reading: reading.next_step is None)


def ended_loops(member: Member, *, at_most: int) -> list[Reading]:
    """Return the member's own loops that have come full circle or were let go, the newest first."""
    ended = loops_seen_by(member).filter(~Q(reflection=None) | ~Q(release=None), learner=member)
    return read_all(ended.order_by("-opened_at", "-pk")[:at_most], member)


@prepared
def _waiting(member: Member) -> QuerySet[Loop]:
    mine = Q(learner=member, reflection=None)
    to_answer = Q(teacher=member, feedback=None, application__isnull=False)
    waiting = loops_seen_by(member).filter(mine | to_answer, release=None)
    return _in_full(waiting).order_by("-opened_at", "-pk")


def _in_full(loops: QuerySet[Loop]) -> QuerySet[Loop]:
    """Fetch with each loop its two, its skill and its steps."""
    return loops.select_related("learner", "teacher", "skill", "reflection", *STEPS)
