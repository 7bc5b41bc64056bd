"""Write down the sessions that have taken place."""

from __future__ import annotations

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.models import Record, Session
from peerloop.schedule.rules import is_joined
from peerloop.search.actions import index

AT_A_TIME = 200


@transaction.atomic
def record_ended_sessions() -> int:
    """Record each booked session whose end has passed, once; return how many, at most 200 at a time."""
    ended = (
        Session.objects.filter(ends_at__lte=now(), cancellation=None, record=None)
        .exclude(confirmation=None)
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .prefetch_related("participations")
        .order_by("ends_at", "pk")
    )
    sessions = list(ended[:AT_A_TIME])
    for session in sessions:
        Record.objects.create(session=session)
        record(
            "session.recorded",
            actor=None,
            subject=session,
            about=[participation.member_id for participation in session.participations.all()],
        )
    index("session", [session.pk for session in sessions if is_joined(session)])
    return len(sessions)
