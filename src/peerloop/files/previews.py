"""Small pictures of files: of a picture, and of the first page of a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from peerloop.files.pictures import MOST_PIXELS
from peerloop.files.rules import PICTURES

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

A_PDF = "application/pdf"
WIDEST = 640
QUALITY = 80
MOST_POINTS = 20_000
"""No page is so wide or high: one that says so is a bomb."""


def can_be_shown_small(kind: str) -> bool:
    """Whether there is a small picture of files of this kind."""
    return kind in PICTURES or kind == A_PDF


def small_picture(place: Path, kind: str) -> io.BytesIO | None:
    """Return a JPEG of at most 640 pixels each way, or None where the file cannot be shown."""
    try:
        picture = _first_page(place) if kind == A_PDF else _shrunk(place, kind)
        if picture is None:
            return None
        made = io.BytesIO()
        picture.convert("RGB").save(made, "JPEG", quality=QUALITY)
    except Exception:  # a broken file breaks readers in their own ways; it has no picture then
        return None
    made.seek(0)
    return made


def _shrunk(place: Path, kind: str) -> Any:
    from PIL import Image

    with Image.open(place, formats=[PICTURES[kind]]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return None
        small = picture.convert("RGBA")
    small.thumbnail((WIDEST, WIDEST))
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    return paper


def _first_page(place: Path) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(place) as document:
        page = document[0]
        width, height = page.get_size()
        if not (0 < width < MOST_POINTS and 0 < height < MOST_POINTS):
            return None
        return page.render(scale=WIDEST / max(width, height), may_draw_forms=False).to_pil()
