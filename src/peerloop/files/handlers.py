"""What the worker does for the files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from peerloop.files.models import File, Preview
from peerloop.files.previews import small_picture
from peerloop.files.store import everything, place_of, put, take_away
from peerloop.journal.outbox import handles
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from pathlib import Path

UNCLAIMED = timedelta(days=1)


@handles("files.sweep", every=timedelta(days=1), speaks_outside=True)
def sweep(payload: dict[str, int | str]) -> None:
    """Delete what lies there for a day without a row: a transaction that failed, a worker that died."""
    old = [path for path in everything() if path.stat().st_mtime < (now() - UNCLAIMED).timestamp()]
    numbers = _numbers(old)
    claimed = {
        uid.hex
        for table in (File, Preview)
        for uid in table.objects.filter(uid__in=numbers).values_list("uid", flat=True)
    }
    for path in old:
        if path.name not in claimed:
            path.unlink(missing_ok=True)


@handles("files.preview", speaks_outside=True)
def preview(payload: dict[str, int | str]) -> None:
    """Make the small picture of a file: outside of any transaction, for a large one takes a while. Twice is once."""
    file = File.objects.filter(pk=payload["file"], preview=None).first()
    if file is None:
        return
    made = small_picture(place_of(file.uid), file.kind)
    if made is None:
        return
    row = Preview(file=file)
    try:
        put(made, row.uid)
    except ValidationError:  # no room on the disk: a file without a picture is a file all the same
        return
    with transaction.atomic():
        held = File.objects.select_for_update().filter(pk=file.pk).first()
        if held is not None and not Preview.objects.filter(file=held).exists():
            row.save()
            return
    take_away(row.uid)


def _numbers(paths: list[Path]) -> list[UUID]:
    return [UUID(path.name) for path in paths if not path.name.startswith("partial-")]
