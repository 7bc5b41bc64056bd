"""One answer to an invitation, or to "does the new time suit you?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.schedule.actions.decline_invitation import decline_invitation
from peerloop.schedule.actions.join_session import join_session
from peerloop.schedule.actions.keep_place import keep_place
from peerloop.schedule.actions.leave_session import leave_session
from peerloop.schedule.actions.opened import hold_session_row
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import unchanged

if TYPE_CHECKING:
    from peerloop.people.models import Member

ANSWERS = ("yes", "waiting", "no", "suits", "leaving")


@transaction.atomic
def answer(session: Session, said: str, *, by: Member, sequence: int) -> None:
    """Give the answer: come, wait for a place, not come, stay after a move, or leave after one.

    ``sequence``: the version that was looked at. Raises ``StaleSequence`` when that is no longer the one that
    stands, ``Full`` for a yes where no place is left, and what the actions behind it raise.
    """
    hold_session_row(session)
    unchanged(Session.objects.get(pk=session.pk), sequence)
    if said in ("yes", "waiting"):
        join_session(session, by=by, wait=said == "waiting")
    elif said == "suits":
        keep_place(session, by=by)
    elif said == "no" or not Participation.objects.filter(session=session, member=by).exists():
        decline_invitation(session, by=by)
    else:
        leave_session(session, by=by)
