"""The learner lets the loop go; no reason is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Release
from peerloop.loops.rules import as_learner, still_open

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def let_go(loop: Loop, *, by: Member) -> Loop:
    """End the loop unfinished and return it; what was written stays the learner's to read.

    The page asks once, and ``take_up`` is the way back. Raises ``ValidationError`` where the
    loop has ended; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    still_open(loop)
    Release.objects.create(loop=loop)
    record("loop.released", actor=by, subject=loop, about=both(loop))
    return loop
