"""What waits for a member's answer, for Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.facilitation.models import Quiet, Succession
from peerloop.kit.prepared import prepared

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


@prepared
def successions_waiting(reader: Member) -> QuerySet[Succession]:
    """Circles that the reader is proposed to take over."""
    rows = Succession.objects.filter(successor=reader, answer="", circle__closing=None)
    return rows.select_related("circle", "facilitator").order_by("pk")


@prepared
def quiet_waiting(reader: Member) -> QuerySet[Quiet]:
    """Where the reader has been quiet, and has not said whether it may be told."""
    return Quiet.objects.filter(member=reader, answer="", circle__closing=None).select_related("circle").order_by("pk")
