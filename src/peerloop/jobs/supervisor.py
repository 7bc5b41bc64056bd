"""The supervisor: prepares, starts web and worker, starts again what dies, drains when told to stop.

It loads nothing but the standard library, so that a signal is heard from the first moment on.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial

from peerloop.jobs.parent import die_with_parent

STOP = {signal.SIGTERM, signal.SIGINT}
DRAIN = 30  # seconds until what does not end is killed
FIRST_WAIT, LONGEST_WAIT, STEADY = 0.5, 30.0, 30.0  # seconds


def supervise(parts: list[str], *, at: tuple[str, int], words: str) -> int:
    """Run ``prepare`` and then the commands ``parts`` of this command line until SIGTERM or SIGINT.

    Says ``words`` once the web server answers ``at``. Returns 0, or 1 where preparing fails.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)  # collected by sigtimedwait alone
    preparing = Child("prepare")
    while preparing.ends() is None:
        if told_to_stop(0.05):
            preparing.stop()
            return 0
    if preparing.ends():
        return 1
    children = [Child(part) for part in parts]
    said = False
    while not told_to_stop(0.5 if said else 0.05):
        if not said and answers(*at):
            print(words, flush=True)
            said = True
        for child in children:
            child.keep()
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()
    return 0


@dataclass
class Child:
    """One command, running."""

    name: str
    wait: float = FIRST_WAIT
    began: float = 0.0
    again_at: float | None = None
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it in a session of its own: a terminal's Ctrl-C reaches the supervisor alone."""
        command = [sys.executable, "-m", "peerloop.jobs", self.name]
        become = partial(become_child, os.getpid())
        self.process = subprocess.Popen(command, preexec_fn=become, start_new_session=True)
        self.began, self.again_at = time.monotonic(), None

    def ends(self) -> int | None:
        """Return its exit code, or None while it runs."""
        return self.process.poll()

    def keep(self) -> None:
        """Start it again where it has died, after a while that grows while it keeps dying."""
        code, now = self.ends(), time.monotonic()
        if code is None:
            return
        if self.again_at is None:
            self.wait = FIRST_WAIT if now - self.began > STEADY else min(self.wait * 2, LONGEST_WAIT)
            self.again_at = now + self.wait
            print(f"{self.name} ended with {code}; starting it again in {self.wait:.0f} s", file=sys.stderr, flush=True)
        elif now >= self.again_at:
            self.start()

    def ask_to_stop(self) -> None:
        """Tell it to finish what it has in hand and end."""
        if self.ends() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Have it ended: asked to, and killed after ``DRAIN`` seconds."""
        self.ask_to_stop()
        try:
            self.process.wait(DRAIN)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def become_child(parent: int) -> None:
    """Between fork and exec: hear signals, and end with the supervisor."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
    die_with_parent(parent)


def told_to_stop(seconds: float) -> bool:
    """Wait for a signal to stop, at most ``seconds``."""
    return signal.sigtimedwait(STOP, seconds) is not None


def answers(host: str, port: int) -> bool:
    """Whether the web server answers there."""
    asked = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=2)  # noqa: S104
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
