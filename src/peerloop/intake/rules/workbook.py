"""From a workbook (.xlsx) to rows of text, row by row: neither a sheet nor a row is ever in memory as a whole file.

openpyxl's parts are used one by one, because its way to open a workbook reads everything that is in it first.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from peerloop.intake.rules import columns
from peerloop.intake.rules.archives import SHEETS, damaged, workbook
from peerloop.intake.rules.faults import Unreadable
from peerloop.intake.rules.sheets import TEXT_TAG, Look, Metered, rows_of, text_of

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from peerloop.intake.rules.faults import Faults

STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows with their numbers, its name, and the names of the sheets that are left out."""

    rows: Iterator[tuple[int, list[str]]]
    name: str
    others: tuple[str, ...]


def sheet_of(content: bytes, faults: Faults) -> Sheet:
    """Return the first sheet with rows, a sheet in sight before a hidden one.

    What is wrong with single cells goes to ``faults`` as the rows are read. Raises ``Unreadable`` or ``TooMuch``,
    also while the rows are read.
    """
    archive = workbook(content)
    found = _guarded(lambda: _sheets(archive, faults))
    for name, rows in found:
        first = next(rows, None)
        if first:
            return Sheet(_with(first, rows), name, tuple(other for other, _rows in found if other != name))
    raise Unreadable(_("The workbook has no rows. Its first line names the columns, beginning with email and name."))


def few_rows(content: bytes) -> bool:
    """Whether no sheet can have more rows than are taken: as many rows as it has, it has ends of rows."""
    archive = workbook(content)
    for part in archive.infolist():
        if part.filename.lower().startswith(SHEETS) and _ends(archive, part) > columns.ROWS:
            return False
    return True


def _ends(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    ends, tail = 0, b""
    with _guarded(lambda: archive.open(part)) as packed:
        while piece := _guarded(lambda: packed.read(columns.MEGABYTE)):
            ends += (tail + piece).count(b"row>")
            tail = piece[-3:]
    return ends


def _with(first: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rows


def _guarded(step: Any) -> Any:
    """Do ``step``; whatever openpyxl stumbles upon in a broken file means that it is broken."""
    try:
        return step()
    except Unreadable:
        raise
    except Exception as error:
        raise damaged() from error


def _quietly(archive: zipfile.ZipFile) -> Any:
    """openpyxl's reader with the workbook and its styles read, without its complaints about what it leaves out."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    with warnings.catch_warnings(action="ignore"):
        reader = ExcelReader(archive.fp, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
    return reader


def _sheets(archive: zipfile.ZipFile, faults: Faults) -> list[tuple[str, Iterator[tuple[int, list[str]]]]]:
    if STRICT in archive.read("xl/workbook.xml"):
        told = _("This workbook is saved as “Strict Open XML”. Save it as an ordinary workbook (.xlsx).")
        raise Unreadable(told)
    reader = _quietly(archive)
    words = _words(reader)
    listed = [
        (sheet.state != "visible", sheet.name, part.target)
        for sheet, part in reader.parser.find_sheets()
        if part.target in reader.valid_files and part.Type.endswith("/worksheet")
    ]
    listed.sort(key=lambda sheet: sheet[0])
    return [(name, _rows(reader, target, words, faults)) for _hidden, name, target in listed]


def _words(reader: Any) -> list[str]:
    """The texts that the cells point to, each read by itself."""
    from openpyxl.xml.constants import SHARED_STRINGS
    from openpyxl.xml.functions import iterparse

    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return []
    words: list[str] = []
    with reader.archive.open(part.PartName.lstrip("/")) as packed:
        source = Metered(packed)
        for _event, element in iterparse(source):
            if element.tag == TEXT_TAG:
                words.append(text_of(element))
                element.clear()
                source.since = 0
    return words


def _rows(reader: Any, target: str, words: list[str], faults: Faults) -> Iterator[tuple[int, list[str]]]:
    book = reader.wb
    look = Look(words, _formats(book), frozenset(book._date_formats), frozenset(book._timedelta_formats), book.epoch)
    with _guarded(lambda: reader.archive.open(target)) as packed:
        found = rows_of(packed, look, faults)
        while (row := _guarded(lambda: next(found, None))) is not None:
            yield row


def _formats(book: Any) -> list[str]:
    """Number formats by style."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    own = book._number_formats
    return [
        BUILTIN_FORMATS.get(style.numFmtId, "General")
        if style.numFmtId < BUILTIN_FORMATS_MAX_SIZE
        else own[style.numFmtId - BUILTIN_FORMATS_MAX_SIZE]
        for style in book._cell_styles
    ]
