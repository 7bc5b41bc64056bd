"""Web and worker under one supervisor."""

from __future__ import annotations

import os
import socket
import sys

from peerloop.jobs.folder import Occupied, occupy
from peerloop.jobs.supervisor import supervise


def run(arguments: list[str]) -> int:
    """Serve until SIGTERM or Ctrl-C; PEERLOOP_HOST (127.0.0.1) and PORT (8000) say where."""
    return serve("Peerloop is at {address}")


def serve(words: str) -> int:
    """Serve, and say ``words`` with the address in them once it stands; 1 where the port is taken."""
    host, port = os.environ.get("PEERLOOP_HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if not free(host, port):
        print(f"Port {port} of {host} is taken; choose another, for example: PORT={port + 1}", file=sys.stderr)
        return 1
    address = os.environ.get("PEERLOOP_URL", f"http://{host}:{port}")
    try:
        with occupy(alone=False):
            return supervise(["web", "worker"], at=(host, port), words=words.format(address=address))
    except Occupied as occupied:
        print(occupied, file=sys.stderr)
        return 1


def free(host: str, port: int) -> bool:
    """Whether we may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
