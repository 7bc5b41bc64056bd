"""Files as far as somebody may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.files.models import File, Grant
from peerloop.people.models import Block

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def files_seen_by(reader: Member) -> QuerySet[File]:
    """Return the reader's own files and those granted to them, less those of whom a block keeps apart."""
    if reader.departed_at is not None:
        return File.objects.none()
    granted = Grant.objects.filter(Q(member=reader) | Q(member=None), file=OuterRef("pk"))
    apart = Block.objects.filter(Q(member=reader, other=OuterRef("by")) | Q(other=reader, member=OuterRef("by")))
    return File.objects.filter(Q(by=reader) | Exists(granted)).exclude(Exists(apart))
