"""Archives, office files among them: what they unpack to is read from their table, and nothing is unpacked for it."""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_UNPACKED = 2 * 1024**3
MOST_MEMBERS = 20_000
STEEPEST, FROM = 200, 50 * 1024**2
"""Beyond 50 MB, what unpacks to more than so many times its size is a bomb, not a document."""
LONGEST_TABLE = MOST_MEMBERS * 128
"""So many bytes the table of so many members has at most: their names are about half as long."""


class _TooLong(Exception):
    """More is wanted at once than a table may have."""


class _Table:
    """The archive as its reader gets it, who reads the table in one piece before anybody can count what is in it."""

    def __init__(self, content: BinaryIO) -> None:
        self.seek, self.tell, self._read = content.seek, content.tell, content.read

    def read(self, size: int = -1) -> bytes:
        if size > LONGEST_TABLE:
            raise _TooLong
        return self._read(size if size >= 0 else LONGEST_TABLE)


def not_a_bomb(content: BinaryIO) -> None:
    """Refuse an archive that unpacks to far more than it is, or cannot be read; the stream stands at its start again.

    Raises ``ValidationError`` on "file".
    """
    bomb = ValidationError({"file": _("This file unpacks to far more than it is, and is not kept for that.")})
    try:
        with zipfile.ZipFile(cast("IO[bytes]", _Table(content))) as archive:
            members = archive.infolist()
    except _TooLong:
        raise bomb from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as broken:
        raise ValidationError({"file": _("This file cannot be read. Is it whole?")}) from broken
    finally:
        size = content.seek(0, 2)
        content.seek(0)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS or (unpacked > FROM and unpacked > STEEPEST * size):
        raise bomb
