"""A digest is made for a day of its reader's choice, and the digests end and go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.notices.models import Digest, DigestTime
from peerloop.notices.queries import for_digest

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.people.models import Member


@transaction.atomic
def open_digest(member: Member, *, slot: date, until: datetime) -> Digest | None:
    """Lay into a digest what came for it by ``until``; None where nothing did, or the slot has had its digest."""
    digest, new = Digest.objects.get_or_create(member=member, slot=slot, defaults={"made_at": now()})
    if not new:
        return None
    if not for_digest().filter(member=member, arrived_at__lte=until).update(digest=digest):
        digest.delete()
        return None
    enqueue("notices.digest", {"digest": digest.pk}, slot=str(digest.pk))
    return digest


@transaction.atomic
def pause_digest(member: Member) -> None:
    """Send no more digests; what would be in them stands on the page. Doing it twice is doing it once."""
    plan, _new = DigestTime.objects.get_or_create(member=member)
    if plan.paused_at is None:
        DigestTime.objects.filter(pk=plan.pk).update(paused_at=now())
        record("notice.digest_paused", actor=member, subject=member, about=[member.pk])


@transaction.atomic
def resume_digest(member: Member) -> None:
    """Send digests again."""
    if DigestTime.objects.filter(member=member).exclude(paused_at=None).update(paused_at=None):
        record("notice.digest_resumed", actor=member, subject=member, about=[member.pk])
