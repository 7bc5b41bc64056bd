"""A page takes a file, asks for its import, and the worker carries it out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.intake.actions.applying import NAME_LENGTH, NotConfirmed, Refused, apply_import
from peerloop.intake.models import Import, Upload
from peerloop.intake.queries.progress import note_progress
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.rules.reading import check
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from peerloop.people.models import Member

KEPT = timedelta(days=1)


@transaction.atomic
def take_upload(content: bytes, name: str, *, by: Member) -> Upload:
    """Keep a file for a day, so that what was previewed is what is imported; a newer one takes its place.

    Raises ``TooMuch`` for one that is beyond a limit; then the earlier one stays.
    """
    require(has_role(by, *MAY_IMPORT))
    check(content)
    Upload.objects.filter(by=by, pk__in=_unasked()).delete()
    upload = Upload.objects.create(by=by, name=clean(name)[-NAME_LENGTH:] or "people.csv", content=content)
    record("upload.taken", actor=by, subject=upload, about=[by.pk])
    return upload


@transaction.atomic
def discard_upload(upload: Upload, *, by: Member) -> None:
    """Throw one's own file away."""
    if upload.by_id != by.pk:
        raise PermissionDenied
    record("upload.discarded", actor=by, subject=upload, about=[by.pk])
    upload.delete()


@transaction.atomic
def ask_import(upload: Upload, *, by: Member, complete: bool, confirmed: bool) -> Import:
    """Let the worker import the file; asking twice is asking once."""
    if upload.by_id != by.pk or not has_role(by, *MAY_IMPORT):
        raise PermissionDenied
    asked, new = Import.objects.get_or_create(
        upload=upload, defaults={"by": by, "name": upload.name, "complete": complete, "confirmed": confirmed}
    )
    if new:
        enqueue("intake.import", {"import": asked.pk}, slot=str(asked.pk))
        record("import.asked", actor=by, subject=asked, about=[by.pk])
    return asked


def carry_out(pk: int) -> None:
    """Do the import that was asked for, or note that it was refused; done twice it is done once."""
    asked = Import.objects.select_related("upload", "by").filter(pk=pk, finished_at=None, refused_at=None).first()
    if asked is None or asked.upload is None:
        return
    upload = asked.upload
    try:
        apply_import(
            bytes(upload.content),
            asked.name,
            by=asked.by,
            complete=asked.complete,
            confirmed=asked.confirmed,
            progress=lambda done, rows: note_progress(pk, done, rows),
            asked=asked,
        )
    except (Refused, NotConfirmed, PermissionDenied):
        _refuse(asked)
    else:
        upload.delete()


@transaction.atomic
def _refuse(asked: Import) -> None:
    """The file did not fit any more when its turn came; it stays, so that its preview tells why."""
    Import.objects.filter(pk=asked.pk, finished_at=None).update(refused_at=now())
    record("import.refused", actor=asked.by, subject=asked)


def forget_uploads() -> None:
    """Drop files that are older than a day."""
    Upload.objects.filter(made_at__lt=now() - KEPT).delete()


def _unasked() -> list[int]:
    asked = Import.objects.filter(finished_at=None, refused_at=None).values("upload")
    return list(Upload.objects.exclude(pk__in=asked.filter(upload__isnull=False)).values_list("pk", flat=True))
