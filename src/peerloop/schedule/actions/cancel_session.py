"""Cancel a session with a word, or give a held hour back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Cancellation, Invitation, Waiting
from peerloop.schedule.rules import is_joined, still_open
from peerloop.schedule.words import a_word
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def cancel_session(session: Session, *, by: Member | None, word: str = "") -> Session:
    """Cancel and return the session as it stands; a second time changes nothing.

    A booked one is recorded as "session.cancelled"; one that was only held as "session.released", which is
    nobody's news. ``by``: who takes part, or leads where colleagues join, or None for the house itself, which may
    give back a held hour that has passed. Raises ``ValidationError`` for one that is over, ``PermissionDenied`` for
    anybody else.
    """
    stands, members = opened(session, by=by)
    told = set(members)
    if hasattr(stands, "cancellation"):
        return stands
    booked = hasattr(stands, "confirmation")
    if booked or by is not None:
        still_open(stands, now=now())
    Cancellation.objects.create(session=stands, by=by, word=a_word(word))
    stands.sequence += 1
    stands.save(update_fields=["sequence"])
    if is_joined(stands):
        told.update(_who_hoped(stands))
        index("session", [stands.pk])
    record("session.cancelled" if booked else "session.released", actor=by, subject=stands, about=told)
    return stands


def _who_hoped(session: Session) -> list[int]:
    """Who waited for a place, or was invited and has not said no."""
    asked = Invitation.objects.filter(session=session).exclude(answer=Invitation.Answer.NO)
    waited = Waiting.objects.filter(session=session)
    return [*asked.values_list("member", flat=True), *waited.values_list("member", flat=True)]
