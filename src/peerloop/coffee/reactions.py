"""Who leaves the organisation leaves the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.coffee.models import Joining
from peerloop.journal.reactions import reacts_to

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def take_no_part(entry: Entry) -> None:
    """Bring them together with nobody any more; their sessions are the schedule's business."""
    Joining.objects.filter(member=entry.subject).delete()
