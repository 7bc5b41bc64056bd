"""From letters to cells: which sign separates them, and the rows with the line where each begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from peerloop.intake.rules import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.intake.rules.faults import Faults

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 20
_SAID = re.compile(r'\A\s*"?sep=([,;|\t])"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)


def separator_of(letters: str) -> str:
    """Return the sign between the cells: the one that a line "sep=;" names, else the one that makes the best table."""
    if said := _SAID.match(letters):
        return said.group(1)
    return max(SEPARATORS, key=lambda sign: _columns(letters, sign))


def _columns(letters: str, sign: str) -> float:
    """How many columns most of the first rows have, times their share of these rows; a title may stand above them.

    A sign with a space behind it is one inside a heading ("Name, first name").
    """
    reader = csv.reader(io.StringIO(letters[:100_000], newline=""), delimiter=sign)
    found: list[list[str]] = []
    with suppress(csv.Error):
        found.extend(islice((row for row in reader if any(cell.strip() for cell in row)), LOOKED_AT))
    widths = Counter(len(row) for row in found if len(row) > 1)
    if not widths:
        return 0
    width, alike = widths.most_common(1)[0]
    header = next(row for row in found if len(row) == width)
    return alike / len(found) * sum(not cell.startswith(" ") for cell in header)


def rows(letters: str, separator: str, faults: Faults, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """Return the rows with the line where each begins; rows without any letter are skipped.

    After ``most`` rows below the header (``columns.ROWS``) it ends with a fault, as where quotation marks do not
    close. A line "sep=;" at the beginning is no row.
    """
    reader = csv.reader(io.StringIO(letters, newline=""), delimiter=separator, strict=True)
    begins, count, most = 1, 0, most or columns.ROWS
    if _SAID.match(letters):
        next(reader, None)
        begins = reader.line_num + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                count += 1
                if count > most + 1:
                    told = _("The file has more than %(most)s rows. Split it.") % {
                        "most": number_format(most, use_l10n=True, force_grouping=True)
                    }
                    faults.add(begins, "", "", told)
                    return
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error:
        told = _(
            "The quotation marks do not close here, or a cell is far too long. Look at this line and the ones above."
        )
        faults.add(reader.line_num, "", "", told)
