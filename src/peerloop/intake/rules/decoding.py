"""From bytes to letters: which encoding a text file is in. What cannot be told for certain is refused by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.intake.rules import columns
from peerloop.intake.rules.faults import TooMuch, Unreadable

if TYPE_CHECKING:
    from peerloop.intake.rules.faults import Faults

UTF8, UTF16, WESTERN = "UTF-8", "UTF-16", "Windows-1252"
LINE_END = re.compile(r"\r\n?|\n")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_WESTERN = re.compile(r"\S*(?:[À-ÿŠšŽžŒœŸ]{4}|[a-zà-ÿ][¹³£¥§¿†‡ŠŽŒŸ]|[¹³£¥¿†‡Ÿ][a-zà-ÿ])\S*")
"""What Windows-1252 makes of letters in other encodings: whole words of accents (Cyrillic, Greek), "MŸller", "¹"."""


@dataclass(frozen=True)
class Text:
    """A file's letters and the encoding they were read in."""

    letters: str
    encoding: str


def decoded(content: bytes, faults: Faults) -> str | None:
    """Return the letters of ``content``, or None with why not in ``faults``."""
    try:
        return text_of(content).letters
    except Unreadable as error:
        faults.add(error.line, "", error.value, error.message)
        return None


def text_of(content: bytes) -> Text:
    """Return the letters of ``content`` and their encoding; raises ``Unreadable``, and ``TooMuch`` for too many."""
    if len(content) > columns.BYTES:
        told = _("The file is larger than %(most)s MB. Split it.")
        raise TooMuch(told % {"most": columns.BYTES // columns.MEGABYTE})
    codec = _codec_of_utf16(content)
    text = _by_utf16(content, codec) if codec else _of_bytes(content)
    if "\0" in text.letters:
        line = line_of(text.letters, text.letters.index("\0"))
        raise Unreadable(_("A zero byte stands here; this is not text."), line)
    return text


def line_of(letters: str, position: int) -> int:
    """Return the line, from 1, in which the letter at ``position`` stands."""
    return sum(1 for _end in LINE_END.finditer(letters, 0, position)) + 1


def _codec_of_utf16(content: bytes) -> str:
    """The codec where this is UTF-16, else "": a byte order mark says so, or a beginning in Latin letters.

    Without a mark that is certain only where nearly every letter has a zero byte beside it, on the same side.
    """
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):  # UTF-32, in which nothing saves tables
        return ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first = content[:200]
    first = first[: len(first) // 2 * 2]
    for codec, high in (("utf-16-le", first[1::2]), ("utf-16-be", first[::2])):
        if len(first) > 3 and high.count(0) * 10 >= len(high) * 9 and first.count(0) == high.count(0):
            return codec
    return ""


def _by_utf16(content: bytes, codec: str) -> Text:
    try:
        return Text(content.decode(codec), UTF16)
    except UnicodeDecodeError as error:
        read = content[: error.start].decode(codec, "ignore")
        told = _("From here on the letters are not UTF-16; the file is cut off or damaged. Save it again.")
        raise Unreadable(told, line_of(read, len(read)), content[error.start : error.start + 2].hex()) from error


def _of_bytes(content: bytes) -> Text:
    try:
        return Text(content.decode("utf-8-sig"), UTF8)
    except UnicodeDecodeError as error:
        letters = _western(content)
        strange = _NOT_WESTERN.search(letters)
        if letters and not strange:
            return Text(letters, WESTERN)
        read = content[: error.start].decode("utf-8", "replace")
        shown = strange.group()[:40] if strange else content[error.start : error.start + 1].hex()
        told = _(
            "From here on the letters are neither UTF-8 nor Windows-1252. "
            "Save the file as “CSV UTF-8 (comma delimited)”, or as a workbook (.xlsx)."
        )
        raise Unreadable(told, line_of(read, len(read)), shown) from error


def _western(content: bytes) -> str:
    """The letters by Windows-1252, of which Latin-1 text is a part; "" for what is no such text.

    A file of UTF-8 with a damaged place is not: its other letters would all be wrong.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return ""
    by_utf8 = content.decode("utf-8", "replace")
    damaged = by_utf8.count("\ufffd")
    if sum(1 for letter in by_utf8 if letter > "\x7f") - damaged >= damaged:
        return ""
    try:
        letters = content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "" if _CONTROLS.search(letters) else letters
