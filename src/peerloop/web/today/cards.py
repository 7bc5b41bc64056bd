"""What rooms show on Today when something of theirs waits. A room has its cards in ``on_today.py``.

    @card("coffee/_today.html")
    def coffees(reader: Member, instant: datetime) -> Asked:
        return waiting_coffees.of(reader, instant)

The template is given the ``rows`` of the question, and is left out where there are none. Whether any card has something
to show is one question to the database for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member

    Asks = Callable[[Member, datetime], Asked]
    Told = Callable[[list[Any], Member], list[Any]]

ASKED, SOON, SIDE = "asked", "soon", "side"
"""Where on the page: among what waits for an answer, below what comes next, in the side column."""


@dataclass(frozen=True)
class Card:
    """A template, the question whose rows it shows, and what makes of the rows what the template reads."""

    template: str
    asks: Asks
    told: Told | None


_cards: dict[str, list[Card]] = {ASKED: [], SOON: [], SIDE: []}


def card(template: str, *, place: str = ASKED, told: Told | None = None) -> Callable[[Asks], Asks]:
    """Register a card."""

    def register(asks: Asks) -> Asks:
        _cards[place].append(Card(template, asks, told))
        return asks

    return register


def asked(reader: Member, instant: datetime) -> list[Asked]:
    """Return the question of each card."""
    return [one.asks(reader, instant) for _place, one in _laid()]


def cards(
    request: HttpRequest, reader: Member, instant: datetime, found: Iterable[list[Any]]
) -> dict[str, list[SafeString]]:
    """Return what each place of the page shows of the answers, in the order in which the rooms were loaded."""
    shown: dict[str, list[SafeString]] = {place: [] for place in _cards}
    for (place, one), rows in zip(_laid(), found, strict=True):
        if rows := one.told(rows, reader) if rows and one.told else rows:
            shown[place].append(render_to_string(one.template, {"rows": rows, "instant": instant}, request))
    return shown


def _laid() -> list[tuple[str, Card]]:
    """Each card with its place."""
    return [(place, one) for place, ones in _cards.items() for one in ones]
