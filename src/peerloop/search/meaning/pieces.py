"""WordPiece (Schuster and Nakajima 2012): a text as the numbers of pieces of words that the model knows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

UNKNOWN, FIRST, LAST = 100, 101, 102
LONGEST = 100
_PARTS = re.compile(r"[㐀-鿿豈-﫿]|[^\W_]+|[^\s\w]|_")


def pieces(text: str) -> list[int]:
    """Return the numbers of the pieces of ``text``: small letters without accents, signs by themselves."""
    plain = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return [number for part in _PARTS.findall(bare) for number in _pieces(part)]


def _pieces(word: str) -> list[int]:
    """Take the longest known beginning, then the longest known piece of what is left, and so on."""
    known, found, at = _vocabulary(), [], 0
    while at < len(word):
        mark = "##" if at else ""
        end = next((end for end in range(min(len(word), at + LONGEST), at, -1) if mark + word[at:end] in known), 0)
        if not end or len(word) > LONGEST:
            return [UNKNOWN]
        found.append(known[mark + word[at:end]])
        at = end
    return found


@cache
def _vocabulary() -> dict[str, int]:
    lines = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}
