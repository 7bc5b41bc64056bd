"""Which address is asked, when it is asked again, and how taken hours are laid together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.calendars.models import LONGEST_ADDRESS
from peerloop.kit.outside import NotFetched, check_address
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    Span = tuple[datetime, datetime]

HORIZON = timedelta(days=183)
"""How far ahead the hours of a calendar are kept."""
EVERY, SELDOM = timedelta(hours=1), timedelta(hours=24)
WRITTEN_ANEW = timedelta(hours=12)
"""After so long the hours are written again though nothing has changed: the horizon has moved on."""
ALIKE = {"webcal://": "https://", "webcals://": "https://"}

kept_here: list[Callable[[set[str]], set[str]]] = []


def keeps(entries: Callable[[set[str]], set[str]]) -> Callable[[set[str]], set[str]]:
    """Let a room above say which entries, by their UID, are its own: a session that came back is no other hour."""
    kept_here.append(entries)
    return entries


def checked(address: str) -> str:
    """Return the address as it is asked, webcal: as https:; raises ``ValidationError`` by the field."""
    address = clean(address)
    for said, meant in ALIKE.items():
        if address[: len(said)].lower() == said:
            address = meant + address[len(said) :]
    if len(address) > LONGEST_ADDRESS:
        told = _("An address has at most %(most)s characters.") % {"most": LONGEST_ADDRESS}
        raise ValidationError({"address": told})
    try:
        asked = check_address(address)
    except NotFetched as error:
        raise ValidationError({"address": str(error)}) from error
    if asked.host == urlsplit(settings.PEERLOOP_URL).hostname:
        told = _("This is Peerloop’s own address. Your sessions here are known already; give your other calendar’s.")
        raise ValidationError({"address": told})
    return str(asked)


def shortened(address: str) -> str:
    """Return what may be shown of an address: the host, and nothing that opens anything."""
    return f"{urlsplit(address).hostname or ''}/…"


def next_look(at: datetime, *, failures: int, dice: Random) -> datetime:
    """Return when to look again: in about an hour, after each failure in twice as long, at least once a day.

    A sixth sooner or later by chance, so that not everybody's calendar is asked at the full hour.
    """
    wait = min(EVERY * 2 ** min(failures, 5), SELDOM)
    soon: datetime = at + wait * dice.uniform(5 / 6, 7 / 6)
    return soon


def merged(spans: Iterable[Span], *, first: datetime, last: datetime) -> list[Span]:
    """Return the time that the spans take between ``first`` and ``last``: in order, apart from one another."""
    laid: list[Span] = []
    for start, end in sorted((max(start, first), min(end, last)) for start, end in spans):
        if end <= start:
            continue
        if laid and start <= laid[-1][1]:
            laid[-1] = (laid[-1][0], max(end, laid[-1][1]))
        else:
            laid.append((start, end))
    return laid
