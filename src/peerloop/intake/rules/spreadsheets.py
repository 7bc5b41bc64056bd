"""Rows of cells as a file that spreadsheets open: CSV in UTF-8, or a workbook."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
AT_ONCE = 500
PIECE = 64 * 1024


def written(rows: Iterable[list[str]], kind: str) -> Iterator[bytes]:
    """Yield the bytes of a file of this kind, of ``TYPES``, piece by piece."""
    return as_workbook(rows) if kind == "xlsx" else as_csv(rows)


def as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield CSV with commas, with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff".encode()
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for number, row in enumerate(rows, start=1):
        writer.writerow(row)
        if number % AT_ONCE == 0:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def as_workbook(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield a workbook with one sheet whose cells are all text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("people")
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=value) for value in row]
        for cell in cells:
            cell.data_type = "s"  # never a formula, whatever it begins with
        sheet.append(cells)
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    while piece := held.read(PIECE):
        yield piece
