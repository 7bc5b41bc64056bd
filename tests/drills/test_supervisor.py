"""``serve`` as a real process: it prepares, keeps its children alive, drains, and leaves nobody behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.drills.conftest import ROOT

from peerloop.jobs.migrated import migrated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class House:
    """A running ``serve`` on a port of its own."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=15) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ready(self) -> bool:
        try:
            return self.get("readyz")[0] == 200
        except OSError:
            return False

    def children(self) -> dict[str, int]:
        """Process ids of the supervisor's own children, by the command they run."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        lines = {int(pid): Path(f"/proc/{pid}/cmdline").read_text().split("\0") for pid in pids}
        return {words[3]: pid for pid, words in lines.items() if len(words) > 3}  # a dead one has none

    def everybody(self) -> list[int]:
        """Process ids of all that came of it."""
        found, unseen = [], [self.process.pid]
        while unseen:
            pid = unseen.pop()
            unseen += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            found.append(pid)
        return found


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PEERLOOP_URL")}
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(migrated(), tmp_path / "data" / "peerloop.sqlite3")
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.drills.slow_settings",
        "PEERLOOP_DATA": str(tmp_path / "data"),
        "PEERLOOP_WEB_PROCESSES": "1",
        "PORT": str(port),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


@pytest.fixture
def start(environment: dict[str, str], python: str, tmp_path: Path) -> Iterator[Callable[[], House]]:
    houses: list[House] = []

    def begin() -> House:
        with (tmp_path / "log").open("a") as log:
            command = [python, "-m", "peerloop.jobs", "serve"]
            process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        houses.append(House(process, int(environment["PORT"])))
        return houses[-1]

    yield begin
    for house in houses:
        house.process.kill()
        house.process.communicate()


@pytest.mark.timeout(400)
def test_from_an_empty_folder_to_ready_and_whoever_is_killed_comes_back(
    start: Callable[[], House], tmp_path: Path
) -> None:
    (tmp_path / "data" / "peerloop.sqlite3").unlink()
    house = start()
    assert eventually(house.ready, 300)  # making all tables takes a minute of a processor
    assert json.loads(house.get("readyz")[1]) == {"database": True, "migrations": True, "worker": True}
    assert house.process.stdout
    assert house.process.stdout.readline() == f"Peerloop is at http://127.0.0.1:{house.port}\n"

    before = house.children()
    assert sorted(before) == ["web", "worker"]
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: len(set(house.children().values()) - set(before.values())) == 2 and house.ready())

    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(20) == 0


def test_told_to_stop_it_finishes_the_request_in_hand_and_leaves_nobody_behind(start: Callable[[], House]) -> None:
    house = start()
    assert eventually(house.ready)
    everybody = house.everybody()
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(house.get("slow")))
    asking.start()
    time.sleep(0.5)

    house.process.send_signal(signal.SIGTERM)
    asking.join(15)
    assert answers == [(200, "finished")]
    assert house.process.wait(15) == 0
    assert [pid for pid in everybody if running(pid)] == []


def test_a_killed_supervisor_takes_its_children_with_it(start: Callable[[], House]) -> None:
    house = start()
    assert eventually(house.ready)
    everybody = house.everybody()
    assert len(everybody) == 4  # supervisor, worker, web and its one process
    house.process.kill()
    assert eventually(lambda: not any(running(pid) for pid in everybody[1:]))


@pytest.mark.parametrize("after", [0.5, 1.2])
def test_a_signal_while_it_still_prepares_is_heard(start: Callable[[], House], after: float) -> None:
    house = start()
    time.sleep(after)
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(15) == 0


def test_a_taken_port_is_said_in_one_line(
    start: Callable[[], House], environment: dict[str, str], tmp_path: Path
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        house = start()
        assert house.process.wait(15) == 1
    port = int(environment["PORT"])
    words = f"Port {port} of 127.0.0.1 is taken; choose another, for example: PORT={port + 1}\n"
    assert (tmp_path / "log").read_text() == words
