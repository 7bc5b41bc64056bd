"""A backup made while the house is busy, and restored: over itself, and on a new machine."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from tests.drills.conftest import ROOT, database_url

from peerloop.jobs.migrated import migrated

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.timeout(600)  # a dozen processes, one after the other
RESTORED = {
    "members": ["Alice"],
    "files": {"notes.txt": "What we agreed"},
    "bytes of nobody": 0,
    "sign-ins": 0,
    "feeds": 0,
    "mail that waits": 0,
    "the old link opens": False,
    "amiss in the journal": [],
}


@dataclass
class Machine:
    """A data folder and a database of its own."""

    folder: Path
    database: str = field(default_factory=lambda: f"drill_{uuid4().hex[:12]}")

    @property
    def environment(self) -> dict[str, str]:
        name = str(self.folder / "peerloop.sqlite3") if connection.vendor == "sqlite" else self.database
        kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "PEERLOOP_URL")}
        return {
            **kept,
            "DATABASE_URL": database_url(name),
            "DJANGO_SETTINGS_MODULE": "peerloop.config.settings",
            "PEERLOOP_DATA": str(self.folder),
            "PORT": "0",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False, timeout=280,
        )  # fmt: skip

    def manage(self, *command: str) -> tuple[int, str]:
        done = self.run("-m", "django", *command)
        return done.returncode, (done.stdout + done.stderr).strip()

    def live(self, *step: str) -> dict[str, object]:
        done = self.run(str(Path(__file__).with_name("life.py")), *step)
        assert done.returncode == 0, done.stderr
        found: dict[str, object] = json.loads(done.stdout)
        return found


def admin() -> psycopg.Connection:
    told = connection.settings_dict
    given = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    return psycopg.connect(
        dbname="postgres", autocommit=True, **{name: value for name, value in given.items() if value}
    )


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Machine]]:
    """Two machines, with nothing in their databases; on SQLite the first has its tables already."""
    made = [Machine(tmp_path_factory.mktemp("machine")) for _ in range(2)]
    if connection.vendor == "sqlite":
        shutil.copy(migrated(), made[0].folder / "peerloop.sqlite3")
        yield made
        return
    with admin() as cursor:
        for machine in made:
            cursor.execute(f"CREATE DATABASE {machine.database}")
        yield made
        for machine in made:
            cursor.execute(f"DROP DATABASE {machine.database} WITH (FORCE)")


@pytest.fixture(scope="module")
def backed_up(machines: list[Machine], tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, Path, str]:
    """A house with a life, backed up while it was busy, after which life went on; its file and an old link."""
    machine, file = machines[0], tmp_path_factory.mktemp("kept") / "monday.backup"
    assert machine.manage("migrate", "--verbosity=0") == (0, "")
    token = str(machine.live("begin")["token"])

    busy = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("life.py")), "busy"],
        env=machine.environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert busy.stdout
    busy.stdout.readline()
    assert machine.manage("backup", str(file)) == (0, f"Backed up to {file}.")
    assert busy.poll() is None
    busy.kill()
    busy.communicate()

    machine.live("go_on")
    return machine, file, token


def test_only_its_owner_reads_a_backup_and_none_is_written_over(backed_up: tuple[Machine, Path, str]) -> None:
    machine, file, _ = backed_up
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    code, words = machine.manage("backup", str(file))
    assert (code, words) == (1, f"CommandError: {file} is there already; name another one.")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["monday.backup"]


def test_nothing_is_replaced_by_a_torn_file_nor_unasked_nor_while_the_house_is_open(
    backed_up: tuple[Machine, Path, str], tmp_path: Path
) -> None:
    machine, file, token = backed_up
    (tmp_path / "torn").write_bytes(file.read_bytes()[:-2000])
    words = f"CommandError: {tmp_path / 'torn'} is not a backup of Peerloop, or is not whole"
    assert machine.manage("restore", "--yes", str(tmp_path / "torn")) == (1, words)

    words = "CommandError: Nothing was changed. Say --yes to replace what is there."
    assert machine.manage("restore", str(file)) == (1, words)

    with (machine.folder / "occupied").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        words = f"CommandError: Peerloop runs on {machine.folder}; stop it first."
        assert machine.manage("restore", "--yes", str(file)) == (1, words)
    assert machine.live("look", token)["members"] == ["Alice", "Bo"]


def test_a_restore_that_did_not_finish_keeps_the_house_shut(backed_up: tuple[Machine, Path, str]) -> None:
    machine, _, _ = backed_up
    (machine.folder / "restoring").touch()
    done = machine.run("-m", "peerloop.jobs", "serve")
    (machine.folder / "restoring").unlink()
    assert (done.returncode, done.stderr) == (1, f"A restore of {machine.folder} did not finish; run it again.\n")


def test_on_a_new_machine_everything_is_there_but_old_mail_and_old_ways_in(
    machines: list[Machine], backed_up: tuple[Machine, Path, str]
) -> None:
    _, file, token = backed_up
    machine = machines[1]
    code, words = machine.manage("restore", "--yes", str(file))
    assert code == 0, words
    assert words.startswith("Restored what was backed up at 20")
    assert machine.live("look", token) == RESTORED
    assert machine.manage("journal_verify")[1].endswith("Nothing is amiss.")
    assert not (machine.folder / "restoring").exists()


def test_over_itself_what_came_after_the_backup_is_gone(backed_up: tuple[Machine, Path, str]) -> None:
    machine, file, token = backed_up
    assert machine.live("look", token)["the old link opens"] is True
    code, words = machine.manage("restore", "--yes", str(file))
    assert code == 0, words
    assert machine.live("look", token) == RESTORED
    # The heads that the restore put aside are kept for who looks into it.
    assert len(list(machine.folder.glob("journal.heads.*"))) == 1
