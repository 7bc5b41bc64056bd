"""What a notice says, before it becomes a mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Way:
    """A link that the reader can take from here."""

    label: str
    url: str


@dataclass(frozen=True)
class Message:
    """Subject, sentences, the other's own words, ways on, and the one sentence why it came.

    ``calendar`` is an ICS text with its ``method``. ``not_after`` is the instant until which the words are of use:
    where that lies within the quiet hours, the message goes out in them.
    """

    subject: str
    sentences: list[str]
    reason: str
    quote: str = ""
    ways: list[Way] = field(default_factory=list)
    calendar: bytes = b""
    method: str = ""
    not_after: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of notice: the journal verb that calls for it, to whom, and its words.

    ``compose`` looks through the reader's own guarded queries and returns None where there is nothing that the
    reader may see, or nothing left to say. A ``nudge`` counts against the two gentle words a week.
    """

    code: str
    verb: str
    label: str | _StrPromise
    to: Callable[[Entry], Iterable[int]]
    compose: Callable[[Member, Entry], Message | None]
    nudge: bool = False


def page(name: str, *args: int | str) -> str:
    """Return the absolute address of a page, for mail."""
    return settings.PEERLOOP_URL + reverse(name, args=args)
