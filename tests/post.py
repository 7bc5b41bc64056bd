"""For every story: a real mail server that keeps what it is given, and a worker that does what is due."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

    from pytest_django.fixtures import SettingsWrapper


class Letterbox:
    """What the mail server was given, as an SMTP handler."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - the library's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"

    def to(self, member) -> list[EmailMessage]:
        return [letter for letter in self.letters if member.email in letter["To"]]


@pytest.fixture(scope="session")
def post_office() -> Iterator[tuple[Controller, Letterbox]]:
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=free)
    controller.start()
    yield controller, box
    controller.stop()


@pytest.fixture
def post(post_office: tuple[Controller, Letterbox], settings: SettingsWrapper) -> Letterbox:
    """Mail of this test goes through a real SMTP server into this box."""
    controller, box = post_office
    box.letters.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    return box


@pytest.fixture
def work() -> Callable[[], int]:
    """Do every job that is due."""
    from peerloop.journal.leases import work_off

    return work_off
