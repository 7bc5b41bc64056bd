"""What have I learned? The end of the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.feel_sure import note_confidence
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.actions.teach_on import ask_to_teach_on
from peerloop.loops.models import Confidence, Draft, Reflection
from peerloop.loops.rules import after, as_learner, own_words, still_open

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def reflect(loop: Loop, *, by: Member, text: str, sure: int | None = None) -> Loop:
    """Write the reflection, which nobody but the learner ever reads, and return the loop, closed.

    ``sure``: how sure the learner is now, theirs alone, too. The reflection waits for the application, not for the
    other's answer. Raises ``ValidationError`` on "text" or "sure", or where nothing is applied yet or the
    loop has ended; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    still_open(loop)
    after(loop, "application")
    Reflection.objects.create(loop=loop, text=own_words(text))
    if sure is not None:
        note_confidence(loop, Confidence.When.AFTER, sure)
    Draft.objects.filter(loop=loop).delete()
    ask_to_teach_on(loop)
    record("loop.closed", actor=by, subject=loop, about=both(loop))
    return loop
