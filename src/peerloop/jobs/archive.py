"""The backup file: one compressed tar, readable by its owner alone, with everything an installation is.

Members: ``manifest.json`` (form, when, which database), ``database`` (an SQLite file or a PostgreSQL script),
``journal.heads``, where the data folder has them ``secret`` and ``secret.retired``, and ``files/…`` as they lie there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings

from peerloop.files.store import everything

if TYPE_CHECKING:
    from pathlib import Path

FORM = 1
KEPT = ("secret", "secret.retired", "journal.heads")
MEMBERS = {"manifest.json", "database", *KEPT}
A_FILE = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{32}")


class BadArchive(Exception):
    """The file is no backup that we can read; says why."""


def pack(to: Path, folder: Path, manifest: dict[str, Any]) -> None:
    """Write ``to`` from the files in ``folder``; it appears whole, on the disk and with mode 0600, or not at all."""
    (folder / "manifest.json").write_text(json.dumps({"form": FORM, **manifest}))
    partial = to.with_name(f".{to.name}.partial")
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                for path in sorted(folder.iterdir()):
                    archive.add(path, path.name, recursive=False)
                for path in everything():  # after the database: whatever it knows of lies there
                    with suppress(FileNotFoundError):  # deleted meanwhile
                        archive.add(path, f"files/{path.parent.name}/{path.name}", recursive=False)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(to)
    finally:
        partial.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Put the members into ``folder`` and return the manifest; raises ``BadArchive``.

    A member of another name, or one that is no plain file, makes the whole archive a bad one.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or not (member.name in MEMBERS or A_FILE.fullmatch(member.name)):
                    raise BadArchive(f"{source} holds {member.name!r}, which no backup does")
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                with (folder / member.name).open("wb") as file:
                    shutil.copyfileobj(content, file)
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
        raise BadArchive(f"{source} is not a backup of Peerloop, or is not whole") from error
    if manifest["form"] != FORM:
        raise BadArchive(f"{source} was written by a newer Peerloop")
    return manifest


def kept_files() -> list[Path]:
    """Return those files of the data folder that a backup holds and that are there."""
    return [path for name in KEPT if (path := settings.DATA / name).exists()]
