"""Take a loop in hand: its row locked and fresh, with every step that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.loops.models import Asking, Loop
from peerloop.loops.queries import askings_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member

STEPS = ("gain", "intention", "reminder", "application", "feedback", "receipt", "reflection", "release", "draft")


def opened(loop: Loop) -> Loop:
    """Return the loop as it stands; nobody else takes a step in it until the transaction ends.

    Locked first and read then: one query for both would read the steps as they were before it waited for the lock.
    """
    Loop.objects.select_for_update(no_key=True).get(pk=loop.pk)
    return Loop.objects.select_related("learner", "teacher", "skill", *STEPS).get(pk=loop.pk)


def both(loop: Loop) -> Iterable[int]:
    """Return the ids of the two whom the loop concerns; one where the other is erased."""
    return [member for member in (loop.learner_id, loop.teacher_id) if member is not None]


def asked(asking: Asking, *, by: Member, part: Asking.Part | None = None) -> Asking:
    """Return the asking as it stands, with its loop in hand; raises ``PermissionDenied`` for anybody but the one asked.

    Who has left or is kept apart from the learner by a block is not asked any more.
    """
    loop = opened(asking.loop)
    rows = askings_seen_by(by).select_related("observation").filter(pk=asking.pk)
    row = rows.filter(part=part).first() if part else rows.first()
    if row is None:
        raise PermissionDenied
    row.loop = loop
    return row
