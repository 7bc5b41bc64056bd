"""The demo's post: mails lie in a folder, and each member finds their own."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import EmailMessage

SEPARATOR = b"-" * 79
NEWEST = 400


@dataclass(frozen=True)
class Letter:
    """One mail of the folder."""

    name: str
    subject: str
    at: datetime
    text: str
    calendar: str


def letters_to(address: str) -> list[Letter]:
    """Return the newest letters to this address, the newest first."""
    found = [_letter(name, mail) for name, mail in _mails() if address in _addresses(mail)]
    return sorted(found, key=lambda letter: letter.at, reverse=True)


def _mails() -> Iterator[tuple[str, EmailMessage]]:
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[:NEWEST]:
        for number, raw in enumerate(path.read_bytes().split(SEPARATOR)):
            if raw.strip():
                yield f"{path.stem}-{number}", message_from_bytes(raw.lstrip(), policy=policy.default)


def _addresses(mail: EmailMessage) -> set[str]:
    return {address.casefold() for _name, address in getaddresses([str(mail["To"])])}


def _letter(name: str, mail: EmailMessage) -> Letter:
    parts = {part.get_content_type(): part for part in mail.walk()}
    calendar = parts.get("text/calendar")
    return Letter(
        name=name,
        subject=str(mail["Subject"]),
        at=parsedate_to_datetime(str(mail["Date"])),
        text=parts["text/plain"].get_content() if "text/plain" in parts else "",
        calendar=calendar.get_content() if calendar else "",
    )
