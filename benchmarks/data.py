"""Where the real data to measure on lies, when it is there; nothing of it is part of the project."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ.get("PEERLOOP_MEASURING_DATA", Path(__file__).parents[2] / "shared" / "data"))


def find(name: str) -> Path | None:
    """Return the path of a data file or folder, or None where it is not there."""
    path = FOLDER / name
    return path if path.exists() else None
