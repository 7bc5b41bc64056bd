"""An empty SQLite database with all migrations applied, kept from one run of the tests to the next.

Django applies a migration to a picture of all models; with hundreds of them that takes a minute, each time for each
process. So it is done once for each state of the migrations, and every run starts from copies of the file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / ".venv" / "migrated"


def spread(data: Path, processes: int) -> None:
    """Put a migrated database where each of the test processes looks for its own."""
    kept = migrated()
    for name in ("test.sqlite3", *(f"test.sqlite3_gw{number}" for number in range(processes))):
        shutil.copy(kept, data / name)


def migrated() -> Path:
    """Return the file, made now if the migrations have changed."""
    kept = KEPT / f"{_state()}.sqlite3"
    if not kept.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as made:
            said = {"PEERLOOP_DATA": made, "DATABASE_URL": f"sqlite:///{made}/made.sqlite3"}
            command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
            paths = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
            subprocess.run(command, cwd=ROOT, env={**os.environ, **paths, **said}, check=True)
            Path(made, "made.sqlite3").rename(kept)
    return kept


def _state() -> str:
    """Tell the migrations of house and libraries from any other state of them."""
    files = [*sorted((ROOT / "src").glob("peerloop/*/migrations/*.py")), ROOT / "requirements.txt"]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
