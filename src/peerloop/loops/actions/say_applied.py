"""The learner tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Application
from peerloop.loops.rules import after, as_learner, once, own_words, still_open

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def say_applied(loop: Loop, *, by: Member, text: str) -> Loop:
    """Write what happened when the learner tried it, and return the loop.

    Raises ``ValidationError`` on "text", or where the gain is not said yet, this is already said or the loop has
    ended; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    still_open(loop)
    after(loop, "gain")
    once(loop, "application")
    Application.objects.create(loop=loop, text=own_words(text))
    record("loop.applied", actor=by, subject=loop, about=both(loop))
    return loop
