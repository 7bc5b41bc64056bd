"""What belongs to a session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.readers.who import NOBODY, TWO
from tests.access.samples.live import lived_through
from tests.access.samples.registry import NOW

from peerloop.live.models import Clock
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "live.AgendaStep.title": TWO,
    "live.AgendaStep.prompt": TWO,
    "live.AgendaStep.questions": TWO,
    "live.Posed.text": TWO,
    "live.Notes.text": TWO,
    "live.Material.title": TWO,
    "live.Material.url": TWO,
    "live.Opinion.text": TWO,  # of two, each what the other said to them
    "live.Pool.texts": NOBODY,  # where two met nothing is pooled; who led many reads it, see tests/domain/live
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The two have met, with everything that belongs to a session."""
    session = lived_through(owner, pair)
    ago = NOW - timedelta(minutes=10)
    on, over = Session.objects.filter(pk=session.pk), Session.objects.filter(pk=lived_through(owner, pair).pk)
    on.update(starts_at=ago, ends_at=ago + timedelta(minutes=30))
    over.update(starts_at=ago - timedelta(hours=1), ends_at=ago)
    Clock.objects.create(session=session, ends_at=NOW)
    numbers = [session.pk, over.get().pk]
    return {"sessions": numbers}
