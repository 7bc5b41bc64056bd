"""Put a draft up for comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.discussion.actions import open_thread
from peerloop.guidelines.actions.held import held_draft
from peerloop.guidelines.models import Consultation
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member


@transaction.atomic
def ask_for_comments(version: Version, *, by: Member) -> Consultation:
    """Let everybody read the draft and say in a thread what they think of it; twice is once. Raises ``Adopted``."""
    stands = held_draft(version, by=by)
    if hasattr(stands, "consultation"):
        return stands.consultation
    thread = open_thread(by=by, open_to_all=True)
    made = Consultation.objects.create(version=stands, thread=thread, by=by)
    record("guidelines.put_up", actor=by, subject=stands)
    enqueue("guidelines.ask")
    return made
