"""One's own words, put otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import asked, both, opened
from peerloop.loops.rules import own_words, still_to_reword, writers_row

if TYPE_CHECKING:
    from peerloop.loops.models import Asking, Loop
    from peerloop.people.models import Member


@transaction.atomic
def reword(loop: Loop, *, by: Member, row: str, text: str) -> Loop:
    """Put the step ``row`` ("gain", "intention", "application", "feedback", "reflection") otherwise; return the loop.

    Raises ``ValidationError`` on "text", or where the time to do so is over; ``PermissionDenied`` for anybody but who
    wrote it.
    """
    loop = opened(loop)
    step = writers_row(loop, by, row)
    words = still_to_reword(step, own_words(text), now())
    if words != step.text:
        step.text, step.changed_at = words, now()
        step.save(update_fields=["text", "changed_at"])
        record("loop.reworded", actor=by, subject=loop, about=both(loop))
    return loop


@transaction.atomic
def reword_observation(asking: Asking, *, by: Member, text: str) -> Asking:
    """Put what one said as who saw it otherwise; raises as ``reword`` does."""
    asking = asked(asking, by=by)
    words = still_to_reword(asking.observation, own_words(text), now())
    if words != asking.observation.text:
        asking.observation.text, asking.observation.changed_at = words, now()
        asking.observation.save(update_fields=["text", "changed_at"])
        record("loop.reworded", actor=by, subject=asking.loop, about=[asking.loop.learner_id, by.pk])
    return asking
