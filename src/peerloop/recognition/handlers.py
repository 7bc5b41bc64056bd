"""What the worker does for recognition: once, what was given before anybody noted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue, handles
from peerloop.loops.models import Feedback, Observation, Receipt
from peerloop.recognition.gathering import from_feedback, from_observations, from_receipts, from_sessions, keep
from peerloop.schedule.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from django.db.models import Model

    from peerloop.recognition.models import Contribution

    Gather = Callable[[Collection[int]], Iterator[Contribution]]

AT_A_TIME = 500
PHASES: dict[str, tuple[type[Model], str, Gather]] = {
    "sessions": (Record, "session", from_sessions),
    "feedback": (Feedback, "loop", from_feedback),
    "receipts": (Receipt, "loop", from_receipts),
    "observations": (Observation, "asking", from_observations),
}


@handles("recognition.backfill")
def backfill(payload: dict[str, int | str]) -> None:
    """Note some of what was given before, and ask for the rest; done twice it is done once."""
    phase, after = str(payload.get("phase", "sessions")), payload.get("after", 0)
    model, field, gather = PHASES[phase]
    rows = model._default_manager.filter(**{f"{field}__gt": after}).order_by(field)
    ids = list(rows.values_list(field, flat=True)[:AT_A_TIME])
    keep(gather(ids))
    if ids:
        enqueue("recognition.backfill", {"phase": phase, "after": ids[-1]})
    elif phase != [*PHASES][-1]:
        enqueue("recognition.backfill", {"phase": [*PHASES][[*PHASES].index(phase) + 1], "after": 0})
