"""The session took place: what did the learner gain?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import opened
from peerloop.loops.rules import is_open

if TYPE_CHECKING:
    from peerloop.loops.models import Loop


@transaction.atomic
def ask_gain(loop: Loop) -> Loop:
    """Ask once, and return the loop; nothing happens when it was asked, said already, or the loop has ended."""
    loop = opened(loop)
    if loop.asked_at is not None or hasattr(loop, "gain") or not is_open(loop):
        return loop
    loop.asked_at = now()
    loop.save(update_fields=["asked_at"])
    record("loop.asked", actor=None, subject=loop, about=[loop.learner_id])
    return loop
