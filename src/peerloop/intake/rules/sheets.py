"""The rows of a sheet's XML as texts, one row in memory at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from peerloop.intake.rules import columns
from peerloop.intake.rules.faults import TooMuch
from peerloop.intake.rules.shown import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from peerloop.intake.rules.faults import Faults

AT_ONCE = columns.MEGABYTE
PIECE = 64 * 1024
MOST_ROWS = 1_048_576
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW_TAG, DATA_TAG, FORMULA_TAG, VALUE_TAG = f"{MAIN}row", f"{MAIN}sheetData", f"{MAIN}f", f"{MAIN}v"
INLINE_TAG, TEXT_TAG, LETTERS_TAG, RUN_TAG = f"{MAIN}is", f"{MAIN}si", f"{MAIN}t", f"{MAIN}r"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Look:
    """What the cells of a workbook point to: its texts, and by style how a number is written."""

    words: list[str]
    formats: list[str]
    dates: frozenset[int]
    spans: frozenset[int]
    epoch: dt.datetime


class Metered:
    """A part of the archive as it is unpacked; ``TooMuch`` where one row or one text of it goes on and on."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.since = source, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next piece."""
        piece = self.source.read(min(size, PIECE) if size >= 0 else PIECE)
        self.since += len(piece)
        if self.since > AT_ONCE:
            told = _("One row of this workbook is larger than %(most)s MB.")
            raise TooMuch(told % {"most": AT_ONCE // columns.MEGABYTE})
        return piece


def text_of(element: Element) -> str:
    """Return the letters of a text, those of its runs one behind the other; how they are pronounced is left out."""
    found = [element, *element.findall(RUN_TAG)]
    text = "".join(part.findtext(LETTERS_TAG) or "" for part in found)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def rows_of(packed: IO[bytes], look: Look, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with anything in them; they end with the table, whatever is drawn behind it.

    Errors in cells go to ``faults``. Raises ``TooMuch`` for rows that are too many, too wide or too large.
    """
    from openpyxl.xml.functions import iterparse

    source = Metered(packed)
    last = met = 0
    for _event, element in iterparse(source):
        if element.tag == DATA_TAG:
            return
        if element.tag != ROW_TAG:
            continue
        met += 1
        if met > MOST_ROWS:
            most = number_format(MOST_ROWS, use_l10n=True, force_grouping=True)
            raise TooMuch(_("The sheet has more than %(most)s rows, even if empty ones.") % {"most": most})
        last = max(last + 1, int(element.get("r", last + 1)))
        row = _row(last, element, look, faults)
        element.clear()
        source.since = 0
        if row:
            yield last, row


def _row(number: int, element: Element, look: Look, faults: Faults) -> list[str]:
    """The texts of a row, "" for cells that are not there; [] where nothing is in it."""
    row: list[str] = []
    place = 0
    for cell in element:
        written = cell.get("r")
        place = _column(written.rstrip("0123456789")) if written else place + 1
        text = _text(number, place, cell, look, faults)
        if not text:
            continue
        if place > columns.WIDEST:
            raise TooMuch(_("The file has more than %(most)s columns.") % {"most": columns.WIDEST}, number)
        row.extend([""] * (place - len(row)))
        row[place - 1] = text
    return row


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(letters))


def _text(number: int, place: int, cell: Element, look: Look, faults: Faults) -> str:
    kind, value = cell.get("t", "n"), cell.find(VALUE_TAG)
    written = value.text if value is not None else None
    if kind == "inlineStr":
        inline = cell.find(INLINE_TAG)
        return text_of(inline).strip() if inline is not None else ""
    if written and kind == "s":
        return look.words[int(written)].strip()
    if written and kind != "e":
        return shown(*_value(kind, written, int(cell.get("s", 0)), look)).strip()
    if kind == "e":
        told = _("%(cell)s holds an error of the spreadsheet, not a value.")
    elif kind != "str" and cell.find(FORMULA_TAG) is not None:
        told = _("%(cell)s is a formula whose result is not in the file. Save it once in a spreadsheet.")
    else:
        return ""
    from openpyxl.utils import get_column_letter

    faults.add(number, "", written or "=", told % {"cell": f"{get_column_letter(place)}{number}"})
    return ""


def _value(kind: str, written: str, style: int, look: Look) -> tuple[Any, str]:
    """The value of a cell and its number format."""
    from openpyxl.utils.datetime import from_excel, from_ISO8601

    if kind == "str":
        return written, ""
    if kind == "b":
        return written.strip() not in {"0", "false"}, ""
    if kind == "d":
        return from_ISO8601(written), ""
    number = float(written) if any(sign in written for sign in ".eE") else int(written)
    if style in look.dates:
        try:
            return from_excel(number, look.epoch, timedelta=style in look.spans), ""
        except (OverflowError, ValueError):
            return number, ""
    return number, look.formats[style] if style < len(look.formats) else "General"
