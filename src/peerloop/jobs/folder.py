"""Who has the data folder: any number of ``serve`` together, or one ``restore`` alone.

Standard library only: the supervisor uses it before anything else is loaded.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Occupied(Exception):
    """The folder cannot be had now; says why."""


def folder() -> Path:
    """Return the data folder."""
    return Path(os.environ.get("PEERLOOP_DATA", "data")).resolve()


@contextmanager
def occupy(*, alone: bool) -> Iterator[None]:
    """Hold the folder for the block; raises ``Occupied`` where it is held or half restored."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "occupied").open("w") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            words = "Peerloop runs on {}; stop it first." if alone else "{} is being restored; try again after that."
            raise Occupied(words.format(folder())) from error
        if not alone and unfinished().exists():
            raise Occupied(f"A restore of {folder()} did not finish; run it again.")
        yield


def unfinished() -> Path:
    """Return the path of the mark that stands while a restore is under way."""
    return folder() / "restoring"
