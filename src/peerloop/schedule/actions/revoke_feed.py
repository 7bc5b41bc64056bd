"""End a private calendar address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.schedule.models import Feed

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def revoke_feed(member: Member) -> None:
    """End the member's feed at once; nothing happens where there is none."""
    feed = Feed.objects.select_for_update().filter(member=member).first()
    if feed is None:
        return
    record("feed.revoked", actor=member, subject=feed, about=[member.pk])
    feed.delete()
