"""Days as other people's files write them: 29.04.2024, 04/29/2024, 29-Apr-2024. What may be two days is told."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from peerloop.kit.clock import now

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[T ]+\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_WORD = re.compile(r"(\d{1,2})[. -]+([a-z]{3,9})\.?,?[ -]+(\d{4})", re.ASCII | re.IGNORECASE)
_WORD_DAY = re.compile(r"([a-z]{3,9})\.? +(\d{1,2}),? +(\d{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Order:
    """Whether the cells of a column say the day first, the month first, both somewhere, or nothing about it."""

    day_first: bool = False
    month_first: bool = False

    @property
    def decided(self) -> bool:
        """Whether all of them can be read one way."""
        return self.day_first != self.month_first


def order_of(cells: list[str]) -> Order:
    """Return what the cells written like 29/04/2024 tell together."""
    found = [match for cell in cells if (match := _YEAR_LAST.fullmatch(_TIME.sub("", cell)))]
    return Order(any(int(match[1]) > 12 for match in found), any(int(match[3]) > 12 for match in found))


def day_of(cell: str, order: Order) -> list[dt.date]:
    """Return the days that ``cell`` may mean: one, two where it could be either, none where it is no day."""
    cell = _TIME.sub("", cell)
    if match := _YEAR_FIRST.fullmatch(cell):
        return _days([(match[1], match[3], match[4])])
    if match := _DOTTED.fullmatch(cell):
        return _days([(_year(match[3]), match[2], match[1])])
    if match := _DAY_WORD.fullmatch(cell):
        return _days([(match[3], _month(match[2]), match[1])])
    if match := _WORD_DAY.fullmatch(cell):
        return _days([(match[3], _month(match[1]), match[2])])
    if match := _YEAR_LAST.fullmatch(cell):
        by_day, by_month = (match[4], match[3], match[1]), (match[4], match[1], match[3])
        ways = [by_day, by_month] if not order.decided else [by_day] if order.day_first else [by_month]
        return _days(ways)
    return []


def _days(ways: list[tuple[str, str, str]]) -> list[dt.date]:
    days: list[dt.date] = []
    for year, month, day in ways:
        try:
            found = dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found not in days:
            days.append(found)
    return days


def _month(word: str) -> str:
    short = word[:3].casefold()
    return str(MONTHS.index(short) + 1) if short in MONTHS else "0"


def _year(written: str) -> str:
    """A year of two digits is the latest one that has been."""
    if len(written) == 4:
        return written
    this = now().year
    return str(this - (this - int(written)) % 100)
