"""A server process, and what its requests cost: CPU seconds from the kernel's own account of the process tree."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0


class Server:
    """A granian server on a free port, started as ``serve`` starts its own."""

    def __init__(self, data: Path, settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = os.environ | {
            "PEERLOOP_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": settings,
            "PORT": str(self.port),
            "PEERLOOP_URL": f"http://127.0.0.1:{self.port}",
        }
        self.process = subprocess.Popen([sys.executable, "-m", "peerloop.jobs", "web"], env=environment)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.get("/", "")
            except OSError:
                self.connection.close()
                time.sleep(0.1)
            else:
                break
        else:
            raise TimeoutError("the server did not come up")
        self._settle()

    def _settle(self) -> None:
        """Wait until it does nothing more by itself: it reads what was asked before, if there is much of it."""
        used = -1.0
        while self.cpu() - used > 2 / TICK:
            used = self.cpu()
            time.sleep(0.5)

    def get(self, path: str, session: str, encoding: str = "identity") -> tuple[int, bytes, dict[str, str]]:
        """Ask for a page as the member of the session: status, body as sent, headers."""
        headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": encoding}
        try:
            self.connection.request("GET", path, headers=headers)
            answer = self.connection.getresponse()
        except http.client.RemoteDisconnected:  # it was idle while the other server came up
            self.connection.close()
            self.connection.request("GET", path, headers=headers)
            answer = self.connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}

    def cpu(self) -> float:
        """CPU seconds that the server and its children have used so far, user and system."""
        return sum(_cpu_of(pid) for pid in _tree(self.process.pid))

    def close(self) -> None:
        """End it."""
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def _tree(pid: int) -> list[int]:
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    return [pid, *(below for child in children for below in _tree(child))]


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK
