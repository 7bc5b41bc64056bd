"""What waits for digests, and when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.notices.channels import Channel
from peerloop.notices.models import DigestTime, Notice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def for_digest() -> QuerySet[Notice]:
    """Notices that have arrived for a digest, lie in none yet, and are neither read nor dropped."""
    return Notice.objects.filter(
        channel=Channel.DIGEST, arrived_at__isnull=False, digest=None, read_at=None, dropped_at=None
    )


def plan_of(member: Member) -> DigestTime:
    """When the member wants their digest."""
    return DigestTime.objects.filter(member=member).first() or DigestTime(member=member)
