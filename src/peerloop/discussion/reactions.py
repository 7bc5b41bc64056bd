"""What happens below that ends somebody's part in threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.discussion.models import Draft, Reading, Seat
from peerloop.journal.reactions import reacts_to

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def leave(entry: Entry) -> None:
    """Give up the seats and forget the drafts of who has left; what they said stays where it was said."""
    for table in (Seat, Draft, Reading):
        table.objects.filter(member=entry.subject).delete()
