"""Text as people mean it: the same word in any case, width or spacing has one key."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


def key(text: str) -> str:
    """Return the form under which ``text`` is stored and sought: NFKC, case folded, single spaces.

    Signs stay, so ``C``, ``C++`` and ``C#`` keep three keys; "größe" and "GRÖSSE" share one.
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def clean(text: str) -> str:
    """Return ``text`` without control characters, direction overrides and outer white space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = (
        char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Cf"} or char in "\u200c\u200d"
    )
    return "".join(kept).strip()


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "Bo", "Bo and Charlie", "Bo, Charlie and Dana"."""
    if len(names) < 2:
        return "".join(names)
    # Translators: a list of names, all but the last separated by commas
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
