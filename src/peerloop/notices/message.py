"""What a notice says, before it becomes a mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from peerloop.notices.channels import GROUPS, Channel, group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db.models import QuerySet
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

    ``calendar`` makes an ICS text with its ``method``; it is asked for only where there is a mail to carry it.
    ``not_after`` is the instant until which the words are of use: where that lies within the quiet hours, the message
    goes out in them.
    """

    subject: str
    sentences: list[str]
    reason: str
    quote: str = ""
    ways: list[Way] = field(default_factory=list)
    calendar: Callable[[], bytes] | None = None
    method: str = ""
    not_after: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of notice: the journal verb that calls for it, to whom, and its words.

    ``compose`` looks through the reader's own guarded queries and returns None where there is nothing that the
    reader may see, or nothing left to say; what it reads, it reads ``together`` (see there). A ``nudge`` counts against
    the two gentle words a week.

    ``group`` says what it is about (see ``channels.GROUPS``; else by the verb), ``channel`` how it reaches whoever has
    chosen nothing: by mail what waits for an answer or changes a calendar, in the digest what merely tells. ``seen`` is
    the guarded query of the subjects that the reader may see, by which unread notices are counted in one query; a kind
    without it is composed to be counted.
    """

    code: str
    verb: str
    label: str | _StrPromise
    to: Callable[[Entry], Iterable[int]]
    compose: Callable[[Member, Entry], Message | None]
    nudge: bool = False
    group: str = ""
    channel: str = Channel.MAIL
    seen: Callable[[Member], QuerySet[Any]] | None = None

    def __post_init__(self) -> None:
        """Sort a kind that names no group, or one there is not, by its verb."""
        if self.group not in GROUPS:
            object.__setattr__(self, "group", group_of(self.verb))


def page(name: str, *args: int | str) -> str:
    """Return the absolute address of a page, for mail."""
    return settings.PEERLOOP_URL + reverse(name, args=args)
