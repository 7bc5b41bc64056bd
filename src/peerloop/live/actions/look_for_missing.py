"""One of two is there, and the other is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.models import CheckIn
from peerloop.live.rules import PATIENCE, signed

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


@transaction.atomic
def look_for_missing(session: Session) -> int | None:
    """Tell both where one of two has come and the other has not, and return who is missing.

    Nothing is noted of it but the entry from which the two are told; nobody counts such things. None where both or
    neither are there, where it was moved or cancelled meanwhile, or is over.
    """
    session = opened(session)
    on_now = session.starts_at + PATIENCE <= now() < session.ends_at
    if not signed(session) or not on_now or hasattr(session, "cancellation") or not hasattr(session, "confirmation"):
        return None
    missing = set(everybody(session)) - set(CheckIn.objects.filter(session=session).values_list("member", flat=True))
    if len(missing) != 1:
        return None
    [one] = missing
    record("session.missed", actor=None, subject=session, about=[one])
    return one
