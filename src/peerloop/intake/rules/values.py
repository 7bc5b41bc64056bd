"""Cells as other people's files write them become cells as ours do, a column at a time.

What can be meant in one way only is taken, and said; what could be two things is a fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.rules.dates import day_of, order_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.intake.rules.faults import Faults
    from peerloop.intake.rules.lines import Line

LISTS = ("languages", "offers", "needs", "availability")
NUMBERS = ("weekly_hours", "capacity")
_GUARDED = re.compile(r"'+[=+\-@]")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_SERIAL = re.compile(r"[1-6]\d{4}")


def bare(cell: str) -> str:
    """Return the cell without white space around it and without the apostrophe that keeps it from being a formula."""
    cell = cell.strip()
    return cell[1:] if _GUARDED.match(cell) else cell


def tidy(
    lines: list[Line], columns: frozenset[str], foreign: Collection[str], separator: str, faults: Faults
) -> list[str]:
    """Write the cells of ``lines`` as our own files do; return what was understood, in words.

    ``foreign`` are the columns with a heading that is not ours; ``separator`` is "" for a workbook.
    """
    told: list[str] = []
    for name in LISTS:
        if name in columns:
            _lists(lines, name, commas=separator != "," and (separator != "" or name in foreign))
    for name in NUMBERS:
        if name in columns:
            for line in lines:
                if _DECIMAL_COMMA.fullmatch(line.cells[name]):
                    line.cells[name] = line.cells[name].replace(",", ".")
    if "email" in columns:
        for line in lines:
            line.cells["email"] = re.sub(r"^mailto:", "", line.cells["email"], flags=re.IGNORECASE)
    if "hired_on" in columns:
        told.extend(_dates(lines, faults))
    return told


def _lists(lines: list[Line], name: str, *, commas: bool) -> None:
    """One sign between the parts of a whole column: the first of ; | and line ends, or the comma, that it has.

    In a file with commas between its cells, and in a workbook of our own, a comma is part of what stands there.
    """
    for sign in (";", "|", "\n", ",") if commas else (";", "|", "\n"):
        if any(sign in line.cells[name] for line in lines):
            if sign != ";":
                for line in lines:
                    line.cells[name] = line.cells[name].replace(sign, ";")
            return


def _dates(lines: list[Line], faults: Faults) -> list[str]:
    order = order_of([line.cells["hired_on"] for line in lines])
    other = False
    for line in lines:
        cell = line.cells["hired_on"]
        if not cell:
            continue
        days = day_of(cell, order)
        if len(days) == 1:
            other = other or days[0].isoformat() != cell
            line.cells["hired_on"] = days[0].isoformat()
        elif days:
            told = _("This may be %(one)s or %(other)s. Write year-month-day, like “2024-04-29”.")
            faults.add(line.number, "hired_on", cell, told % {"one": days[0], "other": days[1]})
            line.cells["hired_on"] = ""
        elif _SERIAL.fullmatch(cell):
            told = _("This is a spreadsheet’s number for a day. Let the spreadsheet show the column as dates.")
            faults.add(line.number, "hired_on", cell, told)
            line.cells["hired_on"] = ""
        else:
            told = _("No day of the calendar reads like this. Write it like “2024-04-29” or “29.04.2024”.")
            faults.add(line.number, "hired_on", cell, told)
            line.cells["hired_on"] = ""
    if order.decided:
        return [_("Days are read with the day first.") if order.day_first else _("Days are read with the month first.")]
    return [_("Days are read as they are written, and kept as year-month-day.")] if other else []
