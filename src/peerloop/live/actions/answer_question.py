"""A question was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.live.actions.opened import opened
from peerloop.live.models import Answered, Posed
from peerloop.live.queries import agenda_of, clock_of
from peerloop.live.rules import as_leader, debated_first, stands

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def answer_question(posed: Posed, *, by: Member) -> None:
    """Mark the question as answered, during the session or after it; a second time changes nothing.

    Raises ``PermissionDenied`` for who does not lead, ``ValidationError`` where the session is cancelled, or as
    long as the others are to debate it before the expert answers.
    """
    session = opened(posed.session)
    as_leader(session, by)
    stands(session)
    debated_first(agenda_of(session), clock_of(session))
    there = Posed.objects.filter(pk=posed.pk).first()
    if there is None or Answered.objects.filter(posed=there).exists():
        return
    Answered.objects.create(posed=there, by=by)
    record("posed.answered", actor=by, subject=there)
