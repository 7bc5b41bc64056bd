"""The chain's heads outside the database: a file of one line a seal, only ever added to.

Who cuts the last seals off in the database leaves lines here that lead nowhere.
"""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import structlog
from django.conf import settings

from peerloop.journal.models import Seal

if TYPE_CHECKING:
    from pathlib import Path

TAIL = 4096  # bytes; a line has about 100
log = structlog.get_logger()


def heads_file() -> Path:
    """Return the file's path, in the data folder."""
    path: Path = settings.DATA / "journal.heads"
    return path


def heads() -> list[str]:
    """Return the codes that were written, in order; the last line may be torn by a crash and is then left out."""
    try:
        lines = heads_file().read_text().split("\n")
    except FileNotFoundError:
        return []
    return [line.split()[1] for line in lines[:-1] if line]


def write_heads() -> None:
    """Add a line for every seal since the last one in the file, and see it onto the disk."""
    descriptor = os.open(heads_file(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
        torn = len(tail) - (tail.rfind(b"\n") + 1)
        file.truncate(size - torn)
        number, mac = tail[: len(tail) - torn].decode().split("\n")[-2].split()[:2] if b"\n" in tail else ("0", "")
        if mac and not Seal.objects.filter(mac=mac).exists():
            log.error("journal.cut", seal=number)
        for seal in Seal.objects.filter(pk__gt=int(number)).order_by("pk"):
            file.write(f"{seal.pk} {seal.mac} {seal.at.isoformat(timespec='seconds')}\n".encode())
        file.flush()
        os.fsync(file.fileno())
