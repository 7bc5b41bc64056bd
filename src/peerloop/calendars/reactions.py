"""Who leaves the organisation leaves nothing of their calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.calendars.actions import remove_calendar
from peerloop.journal.reactions import reacts_to
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def forget_calendar(entry: Entry) -> None:
    """Forget the address and the hours."""
    remove_calendar(Member.objects.get(pk=entry.subject))
