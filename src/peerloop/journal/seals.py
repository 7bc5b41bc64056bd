"""Seals: each batch of entries has a code that also covers the seal before it, so nothing in the chain can change.

A hash chain after Haber and Stornetta (1991), keyed (HMAC, RFC 2104) so that who can write to the database but does
not know the secret cannot continue it. An entry counts to the seal that it names, not to a range of numbers:
numbers are given out before they are committed, and a late one comes under a later seal.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from peerloop.journal.heads import write_heads
from peerloop.journal.models import Entry, Seal
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

BATCH = 1000
GENESIS = "0" * 64


def seal_all() -> int:
    """Seal what is not sealed yet, ``BATCH`` entries under each seal; return how many entries were sealed."""
    write_heads()  # of a seal after which the process died
    total = 0
    while sealed := seal_batch():
        total += sealed
    return total


@transaction.atomic
def seal_batch() -> int:
    """Put the next unsealed entries under one seal; return how many. Two at once: the second one fails whole."""
    last = Seal.objects.select_for_update().order_by("-id").first()
    entries = list(Entry.objects.filter(seal=None).order_by("id")[:BATCH])
    if not entries:
        return 0
    seal = Seal(at=now(), count=len(entries), previous=last.mac if last else GENESIS)
    seal.mac = mac_of(seal, entries)
    seal.save()
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(seal=seal)
    transaction.on_commit(write_heads)
    return len(entries)


def mac_of(seal: Seal, entries: Iterable[Entry], secret: str | None = None) -> str:
    """Return the code of the seal over its entries, which come in the order of their numbers."""
    said = [[seal.previous, _instant(seal.at), seal.count]]
    said += [
        [entry.pk, entry.verb, _instant(entry.at), entry.actor, entry.subject_type, entry.subject, entry.about,
         entry.detail_digest]
        for entry in entries
    ]  # fmt: skip
    return salted_hmac("peerloop.journal.seal", json.dumps(said), secret=secret, algorithm="sha256").hexdigest()


def secrets_so_far() -> list[str]:
    """Return the secret of now and those that a restore has retired: old seals were made under them."""
    retired = settings.DATA / "secret.retired"
    return [settings.SECRET_KEY, *(retired.read_text().split() if retired.exists() else [])]


def detail_digest(salt: str, data: str) -> str:
    """Return the digest that stands for a detail once that is erased."""
    return hashlib.sha256((salt + data).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
