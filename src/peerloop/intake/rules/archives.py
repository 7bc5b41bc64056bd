"""Files that are no text: which of them are workbooks, how much those unpack to, and what the others are called.

Everything here is read from the archive's list of contents; nothing is unpacked before it is known to be little.
Python's zipfile never unpacks more of a part than that list says.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.rules import columns
from peerloop.intake.rules.faults import TooMuch, Unreadable

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEETS = "xl/worksheets/"
WORDS = "xl/sharedstrings.xml"
SAVE_AS = gettext_lazy("Open it in a spreadsheet and save it as a workbook (.xlsx) or as “CSV UTF-8”.")
NAMED: tuple[tuple[bytes, StrPromise], ...] = (
    (OLE, gettext_lazy("This is a workbook of the old kind (.xls).")),
    (b"%PDF", gettext_lazy("This is a PDF.")),
    (b"{\\rtf", gettext_lazy("This is a text document (.rtf).")),
    (b"\x1f\x8b", gettext_lazy("This is a packed file (.gz); unpack it first.")),
    (b"Rar!", gettext_lazy("This is a packed file (.rar); unpack it first.")),
    (b"7z\xbc\xaf\x27\x1c", gettext_lazy("This is a packed file (.7z); unpack it first.")),
    (b"PK\x05\x06", gettext_lazy("This is an archive with nothing in it.")),
    (b"<!doctype html", gettext_lazy("This is a web page, whatever its name says.")),
    (b"<html", gettext_lazy("This is a web page, whatever its name says.")),
    (b"<table", gettext_lazy("This is a web page, whatever its name says.")),
    (b"<?xml", gettext_lazy("This is XML.")),
)
INSIDE: tuple[tuple[str, StrPromise], ...] = (
    ("xl/workbook.bin", gettext_lazy("This is a binary workbook (.xlsb).")),
    ("content.xml", gettext_lazy("This is an OpenDocument file (.ods).")),
    ("index/document.iwa", gettext_lazy("This is a Numbers document.")),
    ("word/document.xml", gettext_lazy("This is a text document (.docx).")),
    ("ppt/presentation.xml", gettext_lazy("This is a presentation (.pptx).")),
)


def refuse_by_name(content: bytes) -> None:
    """Raise ``Unreadable`` for a file that is neither text nor a zip archive, saying what it is."""
    head = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(_("This workbook is locked with a password. Save it without one."))
    for magic, told in NAMED:
        if head.startswith(magic.lower()):
            raise Unreadable(f"{told} {SAVE_AS}")


def is_archive(content: bytes) -> bool:
    """Whether ``content`` is a zip archive, as workbooks are."""
    return content.startswith(ZIP)


def workbook(content: bytes) -> zipfile.ZipFile:
    """Return the archive of a workbook whose contents are within the limits.

    Raises ``TooMuch`` for one beyond them, and ``Unreadable`` for one that is damaged or no workbook.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise damaged() from error
    _within_limits(parts)
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        for inside, told in INSIDE:
            if inside in names:
                raise Unreadable(f"{told} {SAVE_AS}")
        raise Unreadable(_("This is an archive, not a table. Unpack it and give the file that is inside."))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("This workbook is locked with a password. Save it without one."))
    return archive


def damaged() -> Unreadable:
    """Say that a workbook is broken."""
    return Unreadable(_("This workbook is cut off or damaged. Open it in a spreadsheet and save it again."))


def _within_limits(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > columns.PARTS:
        told = _("This workbook has %(parts)s parts; at most %(most)s are taken.")
        raise TooMuch(told % {"parts": len(parts), "most": columns.PARTS})
    limits = [(_unpacked(parts), columns.UNPACKED)]
    limits += [(part.file_size, _most_of(part.filename.lower())) for part in parts]
    for size, most in limits:
        if size > most:
            told = _("This workbook unpacks to %(size)s MB where at most %(most)s MB are taken. Split it.")
            megabytes = {"size": -(-size // columns.MEGABYTE), "most": most // columns.MEGABYTE}
            raise TooMuch(told % megabytes)


def _unpacked(parts: list[zipfile.ZipInfo]) -> int:
    return sum(part.file_size for part in parts)


def _most_of(name: str) -> int:
    """How much a part may unpack to; what is no part of a table is never unpacked."""
    if name == WORDS:
        return columns.WORDS_UNPACKED
    if name.startswith(SHEETS) or not name.endswith((".xml", ".rels")):
        return columns.UNPACKED
    return columns.SMALL_PART
