"""From bytes to a table of cells. A file that is no table at all has one fault, at its line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.rules.columns import BY_NAME, REQUIRED
from peerloop.intake.rules.decoding import decoded
from peerloop.intake.rules.delimited import rows, separator_of
from peerloop.kit.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.intake.rules.faults import Faults

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
    text = decoded(content, faults)
    if text is None:
        return empty
    found = rows(text, separator_of(text), faults)
    header = next(found, None)
    if header is None:
        if not faults.found:
            faults.add(1, "", "", _("The file is empty. Its first line names the columns, beginning with email,name."))
        return empty
    names = _header(header[1], faults)
    lines = [Line(number, cells) for number, cells in _cells(found, names, faults)]
    if not lines and not faults.found:
        faults.add(2, "", "", _("The file has a header and no rows."))
    known = [name for name in names if name in BY_NAME]
    return Table(frozenset(known), lines, tuple(name for name in names if name not in BY_NAME and name))


def _header(cells: list[str], faults: Faults) -> list[str]:
    names = [key(cell).replace(" ", "_") for cell in cells]
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
    found: Iterator[tuple[int, list[str]]], names: list[str], faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in found:
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
