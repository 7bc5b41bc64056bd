"""The house as it runs: a real server process on this worker's test database, with the files it would really serve."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

from peerloop.jobs.parent import die_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "peerloop" / "web" / "static"
PATIENCE = 40  # seconds until a server that does not answer counts as broken


def database_url() -> str:
    """Return the address of the database that the tests of this worker use."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    who = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@" if told["USER"] else ""
    where = quote(told["HOST"], safe="") + (f":{told['PORT']}" if told["PORT"] else "")
    return f"postgres://{who}{where}/{told['NAME']}"


def environment(data: Path, port: int) -> dict[str, str]:
    """Return the environment of a process of the house that shares our rows and our secret, but not our data folder."""
    return {
        **os.environ,
        "CACHE_URL": f"file://{data / 'cache'}",
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PEERLOOP_DATA": str(data),
        "PEERLOOP_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONWARNINGS": "ignore",
        "SECRET_KEY": settings.SECRET_KEY,
    }


def collect_static(data: Path, env: dict[str, str]) -> None:
    """Give ``data`` the served files: collected once for all workers, and again only when a source is newer."""
    shared = settings.DATA / "browser"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        manifest = shared / "static" / "staticfiles.json"
        newest = max(path.stat().st_mtime for path in STATIC.rglob("*"))
        if not manifest.exists() or manifest.stat().st_mtime < newest:
            shutil.rmtree(shared / "static", ignore_errors=True)
            command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
            subprocess.run(command, env={**env, "PEERLOOP_DATA": str(shared)}, check=True, cwd=ROOT)
    (data / "static").symlink_to(shared / "static")


def free_port() -> int:
    """Return a port on which nobody listens right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Run the server until the end of the block; yields its address."""
    port = free_port()
    env = environment(data, port)
    collect_static(data, env)
    command = f"granian --interface=wsgi --host=127.0.0.1 --port={port} --workers=1 --blocking-threads=4 --no-ws"
    words = [sys.executable, "-m", *command.split(), "--log-level=error", "tests.browser.wsgi:application"]
    with (data / "server.log").open("wb") as log:
        become = partial(die_with_parent, os.getpid())
        server = subprocess.Popen(words, env=env, cwd=ROOT, stdout=log, stderr=log, preexec_fn=become)
        try:
            _wait_for(f"http://127.0.0.1:{port}", server, data / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urlopen(f"{address}/robots.txt", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()[-4000:]}")


def forget(data: Path) -> None:
    """Clear the server's cache, so that no test meets another one's limits."""
    shutil.rmtree(data / "cache", ignore_errors=True)
