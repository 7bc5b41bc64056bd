"""Let go, or closed, by mistake: the loop is taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Draft, Release, TeachOn
from peerloop.loops.rules import as_learner, may_reopen

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def take_up(loop: Loop, *, by: Member) -> Loop:
    """Open the loop again and return it; one that is open stays so. The words of a reflection wait as a draft.

    Raises ``ValidationError`` where it came full circle too long ago; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    if hasattr(loop, "release"):
        Release.objects.filter(loop=loop).delete()
    elif hasattr(loop, "reflection"):
        may_reopen(loop.reflection, now())
        Draft.objects.update_or_create(loop=loop, defaults={"text": loop.reflection.text})
        loop.reflection.delete()
        TeachOn.objects.filter(loop=loop, answer="").delete()
    else:
        return loop
    record("loop.reopened", actor=by, subject=loop, about=both(loop))
    return opened(loop)
