"""From bytes to a table of cells. A file that is no table at all has one fault, at its line."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from peerloop.intake.rules import columns
from peerloop.intake.rules.archives import is_archive, refuse_by_name
from peerloop.intake.rules.columns import BY_NAME, REQUIRED
from peerloop.intake.rules.decoding import text_of
from peerloop.intake.rules.delimited import rows, separator_of
from peerloop.intake.rules.faults import Faults, TooMuch, Unreadable
from peerloop.intake.rules.headings import columns_of, guesses, heads_of, nearest
from peerloop.intake.rules.lines import Line, Look, Origin, Table
from peerloop.intake.rules.meanings import FIRST, LAST, PARTS, TURNED
from peerloop.intake.rules.values import bare, tidy
from peerloop.intake.rules.workbook import few_rows, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerloop.intake.rules.headings import Head

    Rows = Iterator[tuple[int, list[str]]]

__all__ = ["Line", "Look", "Origin", "Table", "check", "look", "read"]

TITLES = 10
SAMPLED = 50
EXAMPLES = 3


def read(content: bytes, faults: Faults, *, headings: Mapping[str, str] | None = None) -> Table:
    """Return the table in ``content``; what is wrong with the file as a whole goes to ``faults``.

    ``headings``: by their keys, what headings mean that are not ours. Never raises for bad input.
    """
    try:
        return _table(content, faults, headings or {})
    except Unreadable as error:
        faults.add(error.line, "", error.value, error.message)
        return Table()


def look(content: bytes, *, headings: Mapping[str, str]) -> Look:
    """Return the headings of ``content`` with guesses and examples; nothing to ask where it cannot be read."""
    faults = Faults()
    try:
        origin, header, found = _opened(content, headings, faults)
        sample = [row for _number, row in islice(found, SAMPLED)]
    except Unreadable:
        return Look([], [], [], asks=False)
    heads = heads_of(header, headings)
    columns = [
        [cell for row in sample if (cell := bare("".join(row[place : place + 1])))] for place in range(len(heads))
    ]
    guessed = guesses(heads, columns)
    unclear = any((guess or head.again) and not head.settled for head, guess in zip(heads, guessed, strict=True))
    asks = len(sample) > 0 and sum(bool(head.key) for head in heads) > 1 and (unclear or bool(_wanting(heads)))
    return Look(heads, guessed, [list(dict.fromkeys(cells))[:EXAMPLES] for cells in columns], asks, origin)


def check(content: bytes) -> None:
    """Raise ``TooMuch`` where ``content`` is beyond a limit; whatever else is wrong with it is for ``read`` to tell."""
    try:
        _origin, _header, found = _opened(content, {}, Faults())
        if (few_rows if is_archive(content) else _few_lines)(content):
            return
        for _row in found:
            pass
    except TooMuch:
        raise
    except Unreadable:
        return


def _few_lines(content: bytes) -> bool:
    return content.count(b"\n") + content.count(b"\r") <= columns.ROWS


def _opened(content: bytes, headings: Mapping[str, str], faults: Faults) -> tuple[Origin, list[str], Rows]:
    """How the file was read, its headings, and the rows below them."""
    refuse_by_name(content)
    if is_archive(content):
        sheet = sheet_of(content, faults)
        origin, found = Origin("XLSX", sheet=sheet.name, others=sheet.others), sheet.rows
    else:
        text = text_of(content)
        separator = separator_of(text.letters)
        origin = Origin("CSV", text.encoding, separator)
        found = rows(text.letters, separator, faults, columns.ROWS + TITLES)
    begins, header, below = _header(found, headings)
    if len(header) > columns.WIDEST:
        raise TooMuch(_("The file has more than %(most)s columns.") % {"most": columns.WIDEST})
    return replace(origin, header=begins), header, _bounded(below)


def _header(found: Rows, headings: Mapping[str, str]) -> tuple[int, list[str], Rows]:
    """The first row with headings: titles of one cell may stand above it."""
    titles: list[tuple[int, list[str]]] = []
    for number, row in islice(found, TITLES):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1 or heads_of(filled, headings)[0].settled:
            return number, row, found
        titles.append((number, row))
    if not titles:
        raise Unreadable(_("The file is empty. Its first line names the columns, beginning with email,name."))
    return *titles[0], chain(titles[1:], found)


def _bounded(found: Rows) -> Rows:
    for count, row in enumerate(found, 1):
        if count > columns.ROWS:
            most = number_format(columns.ROWS, use_l10n=True, force_grouping=True)
            raise TooMuch(_("The file has more than %(most)s rows. Split it.") % {"most": most}, row[0])
        yield row


def _table(content: bytes, faults: Faults, headings: Mapping[str, str]) -> Table:
    origin, header, found = _opened(content, headings, faults)
    heads = heads_of(header, headings)
    _tell_heads(heads, origin.header, faults)
    lines = list(_lines(found, heads, faults, ragged=origin.format == "CSV"))
    if not lines and not faults.found:
        faults.add(origin.header + 1, "", "", _("The file has a header and no rows."))
    known = frozenset(columns_of(head.means for head in heads))
    written = {name: " + ".join(words) for name, words in _foreign(heads).items()}
    told = tidy(lines, known, written, origin.separator, faults)
    left_out = tuple(head.written for head in heads if head.key and not head.means)
    return Table(known, lines, left_out, origin, tuple(told), written)


def _wanting(heads: list[Head]) -> list[str]:
    return [name for name in REQUIRED if name not in columns_of(head.means for head in heads)]


def _foreign(heads: list[Head]) -> dict[str, list[str]]:
    """By column, the headings that are not its own name."""
    found: dict[str, list[str]] = {}
    for head in heads:
        if head.means and not head.own:
            found.setdefault("name" if head.means in PARTS else head.means, []).append(head.written)
    return found


def _tell_heads(heads: list[Head], line: int, faults: Faults) -> None:
    meant = [head.means for head in heads if head.means]
    for name in sorted({name for name in meant if meant.count(name) > 1}):
        faults.add(line, name, name, _("This column stands there twice."))
    for head in heads:
        if head.again:
            faults.add(line, head.key.rpartition(" ")[0], head.written, _("This column stands there twice."))
        elif not head.settled and (near := nearest(head.written)[0]) and near not in meant:
            told = _("We do not know this column. Do you mean “%(near)s”?") % {"near": near}
            faults.add(line, head.written, head.written, told)
    for name in _wanting(heads):
        faults.add(line, name, "", _("The column “%(name)s” is missing from the first line.") % {"name": name})


def _lines(found: Rows, heads: list[Head], faults: Faults, *, ragged: bool) -> Iterator[Line]:
    """The rows by column. In a text a row with cells missing has slipped; in a sheet they are only empty."""
    for number, row in found:
        if (ragged and len(row) < len(heads)) or any(cell.strip() for cell in row[len(heads) :]):
            told = _("This row has %(cells)s cells and the first line has %(columns)s.")
            faults.add(number, "", ",".join(row), told % {"cells": len(row), "columns": len(heads)})
            continue
        padded = [*row, *[""] * (len(heads) - len(row))]
        given = {head.means: bare(cell) for head, cell in zip(heads, padded, strict=False) if head.means}
        yield Line(number, _within(number, _with_name(given), faults))


def _with_name(given: dict[str, str]) -> dict[str, str]:
    """Put the parts of a name together."""
    parts = {part: given.pop(part, "") for part in (FIRST, LAST, TURNED) if part in given}
    if parts and not given.get("name"):
        last, _comma, first = parts.get(TURNED, "").partition(",")
        given["name"] = " ".join(f"{parts.get(FIRST, '')} {parts.get(LAST, '')} {first} {last}".split())
    return given


def _within(number: int, cells: dict[str, str], faults: Faults) -> dict[str, str]:
    for name, cell in cells.items():
        most = BY_NAME[name].longest
        if len(cell) > most:
            faults.add(number, name, cell, _("That is too long: %(most)s letters at most.") % {"most": most})
            cells[name] = ""
    return cells
