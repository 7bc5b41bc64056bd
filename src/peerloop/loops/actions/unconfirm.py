"""The receipt was given by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Receipt
from peerloop.loops.rules import as_teacher, may_take_back

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def unconfirm(loop: Loop, *, by: Member) -> Loop:
    """Take the receipt back and return the loop; where there is none nothing happens.

    Raises ``ValidationError`` where it was given too long ago; ``PermissionDenied`` for anybody but the one who taught.
    """
    loop = opened(loop)
    as_teacher(loop, by)
    if not hasattr(loop, "receipt"):
        return loop
    may_take_back(loop.receipt, now())
    Receipt.objects.filter(loop=loop).delete()
    record("loop.unconfirmed", actor=by, subject=loop, about=both(loop))
    return opened(loop)
