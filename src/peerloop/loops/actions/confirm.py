"""The one who taught confirms that it was applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import both, opened
from peerloop.loops.models import Receipt
from peerloop.loops.rules import after, as_teacher, not_let_go

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def confirm(loop: Loop, *, by: Member) -> Loop:
    """Write the receipt for the applied claim and return the loop; a second time changes nothing.

    Raises ``ValidationError`` where nothing is applied yet or the loop was let go; ``PermissionDenied`` for
    anybody but the one who taught.
    """
    loop = opened(loop)
    as_teacher(loop, by)
    not_let_go(loop)
    after(loop, "application")
    if hasattr(loop, "receipt"):
        return loop
    Receipt.objects.create(loop=loop, by=by)
    record("loop.confirmed", actor=by, subject=loop, about=both(loop))
    return loop
