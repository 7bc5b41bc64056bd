"""The web server alone, on PEERLOOP_HOST and PORT; on SIGTERM it finishes the requests in hand and ends."""

from __future__ import annotations

import os
import signal
import tempfile
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from peerloop.jobs.parent import die_with_parent
from peerloop.kit import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.handlers.wsgi import WSGIHandler

DRAIN = 25  # seconds for the requests in hand
THREADS = 8  # requests at a time in each process


def run(arguments: list[str]) -> int:
    """Serve until told to stop; PEERLOOP_WEB_PROCESSES (2) says in how many processes."""
    processes = int(os.environ.get("PEERLOOP_WEB_PROCESSES", "2"))
    server = Granian(
        "what load() returns",
        address=os.environ.get("PEERLOOP_HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN,
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=log.configure(),
    )
    with tempfile.TemporaryDirectory() as figures:  # where the processes count together
        if processes > 1:
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", figures)
        server.serve(target_loader=load(os.getpid()), wrap_loader=False)
    return 0


def load(parent: int) -> Callable[[], WSGIHandler]:
    """Return what a server process loads once it is forked from ``parent``."""

    def application() -> WSGIHandler:
        die_with_parent(parent)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until granian hears it, which is once this is loaded
        from django.core.wsgi import get_wsgi_application

        served = get_wsgi_application()
        from peerloop.questions.store import beside, warm

        beside(warm)
        return served

    return application
