"""What the headings of this organisation's own files mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.intake.models import Heading
from peerloop.intake.rules.reading import look

if TYPE_CHECKING:
    from peerloop.intake.models import Upload
    from peerloop.intake.rules.lines import Look


def remembered() -> dict[str, str]:
    """Return by its key what each heading means that somebody has said, "" for one that is left out."""
    return dict(Heading.objects.values_list("key", "column"))


def look_at(upload: Upload) -> Look:
    """Return the headings of a file with guesses, examples, and whether somebody must say what they mean."""
    return look(bytes(upload.content), headings=remembered())
