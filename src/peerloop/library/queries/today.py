"""What of the library waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.prepared import prepared
from peerloop.library.models import Review
from peerloop.library.queries.listed import to_agree
from peerloop.library.queries.seen import interviews_seen_by, resources_seen_by
from peerloop.library.queries.told import titled

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.library.models import Contributor, Interview
    from peerloop.people.models import Member


@prepared
def reviews_waiting(reader: Member, *, at_most: int) -> QuerySet[Review]:
    """What the reader is asked to look at before it is published, the oldest first."""
    there = resources_seen_by(reader).values("pk")
    waiting = Review.objects.filter(reviewer=reader, verdict=None, version__resource__in=there)
    return waiting.select_related("version").order_by("at", "pk")[:at_most]


@prepared
def consents_waiting(reader: Member, *, at_most: int) -> QuerySet[Contributor]:
    """What cannot be published without the reader's yes; each with its ``title``."""
    there = resources_seen_by(reader).values("pk")
    waiting = to_agree(reader).filter(resource__in=there).order_by("at", "pk")
    rows: QuerySet[Contributor] = titled(waiting, "resource")
    return rows[:at_most]


@prepared
def interviews_waiting(reader: Member, *, at_most: int) -> QuerySet[Interview]:
    """Interviews that the reader is asked for and has not answered."""
    asked = interviews_seen_by(reader).filter(guest=reader, answer=None).order_by("at", "pk")
    rows: QuerySet[Interview] = titled(asked, "resource")
    return rows[:at_most]
