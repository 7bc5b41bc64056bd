"""The dates of a series, by the calendar alone: no clock, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


LONGEST = timedelta(days=731)
"""A series goes over two years at most, 29 February included."""
MOST = 104
FEBRUARY, SHORT, LONG = 29, 30, 31
FIFTH = 29


class Stretched(Protocol):
    """What a stretch says of its dates: one of two ends."""

    @property
    def starts_on(self) -> date:
        """Its first date."""

    @property
    def repeats(self) -> str:
        """How, in the engine's words."""

    @property
    def until(self) -> date | None:
        """The last day, inclusive."""

    @property
    def times(self) -> int | None:
        """How many dates, those left out, too."""


S = TypeVar("S", bound=Stretched)


def dates(rule: Stretched) -> list[date]:
    """Return the rule's dates in order, at most 104 of them, within two years of its first day.

    As in RFC 5545 a date that does not exist is left out: the 31st in short months, 29 February in most years, a
    fifth Monday where there is none.
    """
    from peerloop.engines.slots import Series, expand

    first = datetime.combine(rule.starts_on, time())
    series = Series(first, "UTC", rule.repeats, until=rule.until, times=rule.times)  # type: ignore[arg-type]
    start = first.replace(tzinfo=UTC)
    return [moment.date() for moment in expand(series, start, start + LONGEST)][:MOST]


def all_dates(stretches: Iterable[S]) -> list[tuple[date, S]]:
    """Return the dates of a whole series in order, each with its stretch: one lasts until the next begins."""
    ordered = sorted(stretches, key=lambda one: one.starts_on)
    following = [one.starts_on for one in ordered[1:]] + [date.max]
    return [
        (day, stretch) for stretch, end in zip(ordered, following, strict=True) for day in dates(stretch) if day < end
    ]


def how_often(rule: Stretched) -> str:
    """Return the repetition as one says it: "every month on the second Tuesday"."""
    words = {
        "weekly": _("every week on %(weekday)s"),
        "fortnightly": _("every second week on %(weekday)s"),
        "monthly_last_weekday": _("every month on the last %(weekday)s"),
        "monthly_day": _("every month on day %(day)s"),
    }
    nth = [
        _("every month on the first %(weekday)s"),
        _("every month on the second %(weekday)s"),
        _("every month on the third %(weekday)s"),
        _("every month on the fourth %(weekday)s"),
        _("every month on the fifth %(weekday)s"),
    ]
    said = words.get(rule.repeats) or nth[(rule.starts_on.day - 1) // 7]
    return said % {"weekday": date_format(rule.starts_on, "l"), "day": rule.starts_on.day}


def left_out(rule: Stretched) -> str:
    """Say kindly which months have no such date; empty where all have."""
    day = rule.starts_on.day
    if rule.repeats == "monthly_day" and day == LONG:
        return _(
            "Only seven months have a 31st. In the others there is no session; "
            "choose the last weekday instead if you want one every month."
        )
    if rule.repeats == "monthly_day" and day == SHORT:
        return _("February has no 30th, so there is no session in that month.")
    if rule.repeats == "monthly_day" and day == FEBRUARY:
        return _("February has a 29th only in leap years; in the other years there is no session in that month.")
    if rule.repeats == "monthly_weekday" and day >= FIFTH:
        words = _(
            "Not every month has a fifth %(weekday)s. Choose the last %(weekday)s instead if you want one every month."
        )
        return words % {"weekday": date_format(rule.starts_on, "l")}
    return ""


def paired(old: Sequence[date], new: Sequence[date]) -> dict[date, date]:
    """Return which new date takes over from which old one.

    A date that both have is itself; where they share none, as with another weekday, the first follows the first.
    """
    both = set(old) & set(new)
    return {day: day for day in old if day in both} if both else dict(zip(old, new, strict=False))
