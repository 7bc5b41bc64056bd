"""Take a loop in hand: its row locked and fresh, with every step that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.loops.models import Loop

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = ("gain", "intention", "reminder", "application", "feedback", "receipt", "reflection", "release")


def opened(loop: Loop) -> Loop:
    """Return the loop as it stands; nobody else takes a step in it until the transaction ends."""
    rows = Loop.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("learner", "teacher", "skill", *STEPS).get(pk=loop.pk)


def both(loop: Loop) -> Iterable[int]:
    """Return the ids of the two whom the loop concerns; one where the other is erased."""
    return [member for member in (loop.learner_id, loop.teacher_id) if member is not None]
