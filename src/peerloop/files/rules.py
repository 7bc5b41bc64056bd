"""What a file may be called, what it is by its content, and which kinds a browser may show in its window."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

if TYPE_CHECKING:
    from datetime import timedelta
    from typing import BinaryIO

LONGEST_NAME = 120
LOOKED_AT = 64 * 1024
"""So many bytes of the beginning tell what a file is."""
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
SHOWN = frozenset({
    *PICTURES, "application/pdf", "text/plain",
    "video/mp4", "video/webm", "audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4", "audio/webm",
})  # fmt: skip
"""What a browser may show; everything else is only downloaded: a web page or a drawing with scripts most of all."""
ANYTHING, TEXT = "application/octet-stream", "text/plain"
OFFICE = "application/vnd.openxmlformats-officedocument."
BY_ENDING = {
    "pptx": f"{OFFICE}presentationml.presentation",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
}
ARCHIVES = frozenset(BY_ENDING.values())
MARKUP = re.compile(rb"<\s*(?:!doctype|\?xml|html|head|body|svg|math|script|style|iframe|xsl:)", re.IGNORECASE)
"""What begins a web page or a drawing, or runs in one: never shown, whatever the file is called."""
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


class TooMany(ValidationError):
    """So many files in one day; carries after how many seconds one may go on."""

    def __init__(self, wait: timedelta) -> None:
        """``wait``: until the next one is possible."""
        self.seconds = max(1, int(wait.total_seconds()))
        super().__init__({"file": _("That is a lot of files for one day. Please go on tomorrow.")})


def a_name(given: str) -> str:
    """Return the name as it is stored: its last part, on one line, without signs that turn or hide others.

    A name that is too long keeps its ending. Raises ``ValidationError`` where nothing is left.
    """
    name = " ".join(clean(PurePosixPath(given.replace("\\", "/").replace("\0", "")).name).split()).lstrip(".")
    if not name:
        raise ValidationError({"file": _("This file has no name. Please give it one.")})
    if len(name) > LONGEST_NAME:
        ending = PurePosixPath(name).suffix[:12]
        name = name[: LONGEST_NAME - len(ending)] + ending
    return name


def what_it_is(content: BinaryIO, name: str) -> str:
    """Return the media type that the beginning of ``content`` shows; the stream stands at its start again.

    Only office files are told apart by their name, since by content all of them are archives. Raises
    ``ValidationError`` for a program.
    """
    import puremagic

    head = content.read(LOOKED_AT)
    content.seek(0)
    if head.startswith(PROGRAMS):
        raise ValidationError({"file": _("This is a program, and Peerloop keeps none of those.")})
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return BY_ENDING.get(PurePosixPath(name).suffix.lower().lstrip("."), "application/zip")
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    for guess in found:
        if guess.mime_type in SHOWN and guess.mime_type != TEXT and guess.byte_match:
            return str(guess.mime_type)
    return TEXT if _reads_as_text(head) and not MARKUP.search(head) else ANYTHING


def may_be_shown(kind: str) -> bool:
    """Whether a browser may show this kind in its window; everything else it saves."""
    return kind in SHOWN


def _reads_as_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as broken:
        return broken.start > len(head) - 4 and len(head) == LOOKED_AT  # only the last sign is cut
    return True
