"""From bytes to a table of cells. A file that is no table at all has one fault, at its line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.rules.columns import BY_NAME, BYTES, REQUIRED, ROWS
from peerloop.kit.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.intake.rules.faults import Faults

UTF16 = (b"\xff\xfe", b"\xfe\xff")
ALIKE = 0.68


@dataclass(frozen=True)
class Line:
    """A row of the file: the line where it begins, and its cells by column, white space stripped."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The known columns that the file has, its rows, and the columns that are left out because nobody knows them."""

    columns: frozenset[str]
    lines: list[Line]
    left_out: tuple[str, ...] = ()


def read(content: bytes, faults: Faults) -> Table:
    """Return the table in ``content``; what is wrong with the file as a whole goes to ``faults``."""
    empty = Table(frozenset(), [])
    text = _decoded(content, faults)
    if text is None:
        return empty
    rows = _rows(text, faults)
    header = next(rows, None)
    if header is None:
        if not faults.found:
            faults.add(1, "", "", _("The file is empty. Its first line names the columns, beginning with email,name."))
        return empty
    names = _header(header[1], faults)
    lines = [Line(number, cells) for number, cells in _cells(rows, names, faults)]
    if not lines and not faults.found:
        faults.add(2, "", "", _("The file has a header and no rows."))
    known = [name for name in names if name in BY_NAME]
    return Table(frozenset(known), lines, tuple(name for name in names if name not in BY_NAME and name))


def _decoded(content: bytes, faults: Faults) -> str | None:
    if len(content) > BYTES:
        size = _("The file is larger than %(most)s MB. Split it.") % {"most": BYTES // 1024 // 1024}
        faults.add(1, "", "", size)
        return None
    if content.startswith(UTF16) or b"\0" in content[:1000]:
        faults.add(1, "", "", _("This is not CSV in UTF-8. Save it as “CSV UTF-8 (comma delimited)”."))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = _("From here on the letters are not UTF-8. Save the file as “CSV UTF-8 (comma delimited)”.")
        faults.add(line, "", content[error.start : error.start + 1].hex(), told)
        return None
    if "\0" in text:
        faults.add(text.count("\n", 0, text.index("\0")) + 1, "", "", _("A zero byte stands here; this is not text."))
        return None
    return text


def _rows(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line where each begins; rows without any letter are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins, count = 1, 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                count += 1
                if count > ROWS + 1:
                    most = _("The file has more than %(most)s rows. Split it.") % {"most": ROWS}
                    faults.add(begins, "", "", most)
                    return
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error:
        told = _(
            "The quotation marks do not close here, or a cell is far too long. Look at this line and the ones above."
        )
        faults.add(reader.line_num, "", "", told)


def _header(cells: list[str], faults: Faults) -> list[str]:
    names = [key(cell).replace(" ", "_") for cell in cells]
    if len(names) == 1 and (";" in names[0] or "\t" in cells[0]):
        faults.add(1, "", cells[0], _("The cells must be separated by commas."))
        return names
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        faults.add(1, name, name, _("This column stands there twice."))
    for name in names:
        if name and name not in BY_NAME and (near := get_close_matches(name, BY_NAME, 1, ALIKE)):
            told = _("We do not know this column. Do you mean “%(near)s”?") % {"near": near[0]}
            faults.add(1, name, name, told)
    for name in REQUIRED:
        if name not in names:
            faults.add(1, name, "", _("The column “%(name)s” is missing from the first line.") % {"name": name})
    return names


def _cells(
    rows: Iterator[tuple[int, list[str]]], names: list[str], faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in rows:
        if len(row) < len(names) or any(cell.strip() for cell in row[len(names) :]):
            told = _("This row has %(cells)s cells and the first line has %(columns)s.")
            faults.add(number, "", ",".join(row), told % {"cells": len(row), "columns": len(names)})
            continue
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name in BY_NAME}
        for name, cell in cells.items():
            most = BY_NAME[name].longest
            if len(cell) > most:
                faults.add(number, name, cell, _("That is too long: %(most)s letters at most.") % {"most": most})
                cells[name] = ""
        yield number, cells
