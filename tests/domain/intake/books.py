"""Workbooks for the stories: made by a library, or by hand where a library would not write them so."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(*rows: Iterable[Any], formats: Mapping[str, str] | None = None, title: str = "People") -> bytes:
    """Return a workbook with one sheet; ``formats`` are number formats by cell ("B2")."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for where, number_format in (formats or {}).items():
        sheet[where].number_format = number_format
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Return the file."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return the workbook with one of its parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(name, part)
    return out.getvalue()


def with_sheet(data: str, before: str = "") -> bytes:
    """Return a workbook whose sheet has these rows of XML."""
    xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    return with_part(book(["email", "name"]), SHEET, xml.encode())


def with_words(content: bytes, words: str) -> bytes:
    """Return the workbook with a table of texts, given as XML, that its cells may point to."""
    kinds = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml").decode()
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/></Types>'
    content = with_part(content, "[Content_Types].xml", kinds.replace("</Types>", named).encode())
    return with_part(content, "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{words}</sst>'.encode())


def archive(**parts: bytes) -> bytes:
    """Return a zip archive; ``__`` in a name stands for a slash, ``_`` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), part)
    return out.getvalue()
