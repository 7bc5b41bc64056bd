"""What the learner gained, and what they will try by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.feel_sure import note_confidence
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Confidence, Gain, Intention
from peerloop.loops.rules import a_day_to_come, as_learner, once, own_words, still_open, today_of

if TYPE_CHECKING:
    from datetime import date

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def say_gain(loop: Loop, *, by: Member, gain: str, intention: str, by_when: date, sure: int | None = None) -> Loop:
    """Write gain and intention, and how sure the learner was before if they say so; return the loop.

    Raises ``ValidationError`` by field ("gain", "intention", "by_when", "sure"), or where this is already said or the
    loop has ended; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    still_open(loop)
    once(loop, "gain")
    gained, tried = own_words(gain, field="gain"), own_words(intention, field="intention")
    day = a_day_to_come(by_when, today=today_of(by, now()))
    Gain.objects.create(loop=loop, text=gained)
    Intention.objects.create(loop=loop, text=tried, by_when=day)
    if sure is not None:
        note_confidence(loop, Confidence.When.BEFORE, sure)
    record("loop.gained", actor=by, subject=loop, about=both(loop))
    return loop
