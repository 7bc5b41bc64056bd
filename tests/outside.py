"""The world outside: a real HTTPS server with a certificate of its own, and names that lead where a test says."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, cycle
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    Answer = Callable[[BaseHTTPRequestHandler], None]

NAMES = ("hr.example.org", "other.example.org", "rebind.example.org")
ABROAD = "93.184.215.14"
"""An address of the open network; in these tests the way there ends at our own server."""


@dataclass
class Site:
    """A server: what it answers by path, what it was asked, and where connections went."""

    port: int
    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)

    def address(self, path: str, host: str = "hr.example.org") -> str:
        return f"https://{host}:{self.port}{path}"

    def moves(self, path: str, to: str) -> None:
        """Let ``path`` lead on."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", to)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.pages[path] = answer


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for our names, in one file; only who is told so trusts it."""
    folder = tmp_path_factory.mktemp("certificate")
    names = ",".join(f"DNS:{name}" for name in NAMES)
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
               "-days", "2", "-subj", "/CN=a test", "-addext", f"subjectAltName={names}",
               "-keyout", str(folder / "key"), "-out", str(folder / "certificate")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text((folder / "key").read_text() + (folder / "certificate").read_text())
    return both


@pytest.fixture
def site(certificate: Path, monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper) -> Iterator[Site]:
    """A running server; ``hr.example.org`` stands in this network and may, ``other.example.org`` is abroad."""
    server = _Server(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.site = Site(server.server_address[1])  # type: ignore[attr-defined]
    server.site.names = {"hr.example.org": ["127.0.0.1"], "other.example.org": [ABROAD]}  # type: ignore[attr-defined]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.INSIDE_HOSTS = frozenset({"hr.example.org"})
    _route(server.site, monkeypatch)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.site  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def _route(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer for the names as the site says, each time the next answer; lead what goes abroad to the site."""
    really_resolve, really_connect = socket.getaddrinfo, socket.create_connection
    turns: dict[str, Iterator[str]] = {}

    def resolve(host, port, *args, **options):
        answers = site.names.get(host)
        if answers is None:
            return really_resolve(host, port, *args, **options)
        turn = turns.setdefault(host, chain(answers, cycle(answers[-1:])))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(turn).split()]

    def connect(address, *args, **options):
        site.connected.append(address[0])
        return really_connect(("127.0.0.1", address[1]) if address[0] == ABROAD else address, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Who breaks a connection off means it."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.headers["Host"].partition(":")[0], self.path, self.headers["Authorization"] or ""))
        page = site.pages.get(self.path, b"")
        with suppress(OSError):
            if callable(page):
                page(self)
                self.close_connection = True
                return
            self.send_response(200 if self.path in site.pages else 404)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
