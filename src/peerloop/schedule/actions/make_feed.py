"""Make a private calendar address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.kit.tokens import digest, new_secret
from peerloop.schedule.models import Feed

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def make_feed(member: Member) -> str:
    """Return the secret of a new feed; only its digest is kept, and an earlier address opens nothing more."""
    if member.departed_at is not None:
        raise PermissionDenied
    secret = new_secret()
    feed, _made = Feed.objects.update_or_create(member=member, defaults={"digest": digest(secret), "made_at": now()})
    record("feed.made", actor=member, subject=feed, about=[member.pk])
    return secret
