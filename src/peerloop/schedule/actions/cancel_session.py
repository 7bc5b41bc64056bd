"""Cancel a session with a word, or give a held hour back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Cancellation
from peerloop.schedule.rules import still_open
from peerloop.schedule.words import a_word

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def cancel_session(session: Session, *, by: Member | None, word: str = "") -> Session:
    """Cancel and return the session as it stands; a second time changes nothing.

    A booked one is recorded as "session.cancelled"; one that was only held as "session.released", which is
    nobody's news. ``by``: who takes part, or None for the house itself, which may give back a held hour that
    has passed. Raises ``ValidationError`` for one that is over, ``PermissionDenied`` for who takes no part.
    """
    stands, members = opened(session, by=by)
    if hasattr(stands, "cancellation"):
        return stands
    booked = hasattr(stands, "confirmation")
    if booked or by is not None:
        still_open(stands, now=now())
    Cancellation.objects.create(session=stands, by=by, word=a_word(word))
    stands.sequence += 1
    stands.save(update_fields=["sequence"])
    record("session.cancelled" if booked else "session.released", actor=by, subject=stands, about=members)
    return stands
