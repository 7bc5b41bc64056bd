"""Where the bytes lie: in the data folder, outside of anything that is served as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from typing import BinaryIO
    from uuid import UUID

FOLDER = "files"


def folder() -> Path:
    """Return the folder of all files, made where it is not there yet."""
    place = Path(settings.DATA) / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def place_of(uid: UUID) -> Path:
    """Return where the file's bytes lie."""
    return folder() / uid.hex[:2] / uid.hex


def put(content: BinaryIO, uid: UUID) -> int:
    """Write the bytes, whole and on the disk or not at all, and return how many there are.

    Raises ``ValidationError`` where the disk has no room: some is always left for the database.
    """
    place = place_of(uid)
    full = ValidationError({"file": _("There is no room for this file on the server. Please tell whoever runs it.")})
    size = content.seek(0, os.SEEK_END)
    content.seek(0)
    if shutil.disk_usage(folder()).free - size < settings.FILES_RESERVE:
        raise full
    place.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(dir=place.parent, prefix="partial-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            shutil.copyfileobj(content, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        Path(partial).rename(place)
    except OSError as error:
        Path(partial).unlink(missing_ok=True)
        raise full from error
    return size


def put_again(uid: UUID, again: UUID) -> None:
    """Keep the same bytes under another number; raises ``ValidationError`` where they are gone."""
    place = place_of(again)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        os.link(place_of(uid), place)
        os.utime(place)  # as young as its row, or it is swept away before that is written
    except FileNotFoundError as gone:
        raise ValidationError({"file": _("This file is no longer there.")}) from gone
    except OSError:  # a disk that knows no links
        with place_of(uid).open("rb") as content:
            put(content, again)


def take_away(uid: UUID) -> None:
    """Delete the bytes; that they are gone already is as well."""
    place_of(uid).unlink(missing_ok=True)


def everything() -> list[Path]:
    """Return what lies in the folder, partial files too."""
    return sorted(path for path in folder().glob("*/*") if path.is_file())
