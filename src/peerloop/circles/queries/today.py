"""What of circles waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef

from peerloop.circles.models import TaskDone
from peerloop.circles.queries.seen import invitations_to, tasks_seen_by
from peerloop.kit.prepared import prepared

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.circles.models import Invitation, Task
    from peerloop.people.models import Member


@prepared
def waiting_invitations(reader: Member, *, at_most: int) -> QuerySet[Invitation]:
    """Invitations that the reader has not answered, the oldest first."""
    return invitations_to(reader)[:at_most]


@prepared
def tasks_to_try(reader: Member, since: datetime, *, at_most: int) -> QuerySet[Task]:
    """What was set since then in running circles of the reader and they have not tried yet, the most urgent first."""
    tried = TaskDone.objects.filter(task=OuterRef("pk"), member=reader)
    waiting = tasks_seen_by(reader).filter(~Exists(tried), circle__closing=None, at__gt=since)
    return waiting.select_related("circle").order_by(F("due_on").asc(nulls_last=True), "-at", "pk")[:at_most]
