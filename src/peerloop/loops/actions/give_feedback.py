"""The one who taught answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Feedback
from peerloop.loops.rules import after, as_teacher, not_let_go, once, own_words

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def give_feedback(loop: Loop, *, by: Member, text: str) -> Loop:
    """Write the answer of the one who taught, which only the two read, and return the loop.

    It may come after the learner has reflected, as an answer is never too late. Raises ``ValidationError`` on
    "text", or where nothing is applied yet, this is already said or the loop was let go; ``PermissionDenied``
    for anybody but the one who taught.
    """
    loop = opened(loop)
    as_teacher(loop, by)
    not_let_go(loop)
    after(loop, "application")
    once(loop, "feedback")
    Feedback.objects.create(loop=loop, by=by, text=own_words(text))
    record("loop.answered", actor=by, subject=loop, about=both(loop))
    return loop
