"""Stored files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.access.readers.who import TWO

from peerloop.files.actions import grant, store_file

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {"files.File.name": TWO}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner brings a file for the other."""
    grant(store_file(io.BytesIO(b"What we agreed"), name="notes.txt", by=owner), [pair.pk], by=owner)
    return {}
