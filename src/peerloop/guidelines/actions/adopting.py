"""Adopt a draft from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.discussion.actions import close_thread
from peerloop.guidelines.actions.held import held_draft
from peerloop.guidelines.models import Adoption
from peerloop.guidelines.rules import a_day
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue

if TYPE_CHECKING:
    from datetime import date

    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member


@transaction.atomic
def adopt(version: Version, *, by: Member, on: date) -> Adoption:
    """Let the draft hold from the day ``on`` on: its words change no more, and its thread is closed.

    Raises ``Adopted`` for the second time, ``ValidationError`` on "on" for a day that will not do.
    """
    stands = held_draft(version, by=by)
    a_day(on)
    made = Adoption.objects.create(version=stands, on=on, by=by)
    if hasattr(stands, "consultation"):
        close_thread(stands.consultation.thread, by=by)
    record("guidelines.adopted", actor=by, subject=stands)
    enqueue("guidelines.ask")
    return made
