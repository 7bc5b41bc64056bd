"""What the pages of this room show, ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.matchmaking.words import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from peerloop.matchmaking.models import Pairing, Request, Suggestion
    from peerloop.people.models import Member

A_DAY, AT_MOST = 6, 24


@dataclass(frozen=True)
class Card:
    """A suggested teacher: why, when, and how a form carries that hour."""

    teacher: Member
    reasons: list[str]
    starts_at: datetime
    minutes: int
    value: str


@dataclass(frozen=True)
class Hour:
    """An hour to choose, and how a form carries it."""

    at: datetime
    value: str


@dataclass(frozen=True)
class Day:
    """A day of the reader's and the hours on it that can be chosen."""

    date: date
    hours: list[Hour]


@dataclass(frozen=True)
class Sides:
    """A request or a pairing as one of its two sees it."""

    learning: bool
    other: Member


def card(suggestion: Suggestion) -> Card:
    """Return a suggestion with its reasons in words."""
    reasons = list(suggestion.reasons)
    if getattr(suggestion, "seats", 0) == 1:
        reasons.append({"code": "last_seat"})
    return Card(
        suggestion.teacher, reason_words(reasons), suggestion.starts_at, suggestion.minutes, iso(suggestion.starts_at)
    )


def by_day(moments: Iterable[datetime], zone: str) -> list[Day]:
    """Return the hours by the reader's day, in order: at most six a day and twenty-four in all."""

    def day(moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(zone)).date()

    days: list[Day] = []
    for date_, hours in groupby(sorted(moments), key=day):
        days.append(Day(date_, [Hour(at, iso(at)) for at in spread(list(hours))]))
        if sum(len(one.hours) for one in days) >= AT_MOST:
            break
    return days


def spread(hours: list[datetime]) -> list[datetime]:
    """Return at most six of a day's hours, from its first to its last."""
    if len(hours) <= A_DAY:
        return hours
    return [hours[round(place * (len(hours) - 1) / (A_DAY - 1))] for place in range(A_DAY)]


def iso(moment: datetime) -> str:
    """Return an instant as forms carry it."""
    return moment.isoformat().replace("+00:00", "Z")


def sides(both: Request | Pairing, reader: Member) -> Sides:
    """Return which of the two the reader is, and who the other."""
    learning = both.learner_id == reader.pk
    return Sides(learning, both.teacher if learning else both.learner)
