"""The words of a text as they are indexed and sought: the same for every engine and both databases."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 64
MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)) in {"Mn", "Mc"})
LETTER = rf"(?:[^\W_]|[{MARKS}])"
# A word, or words that dots join (node.js), perhaps after a dot (.net), perhaps with its signs (c++, c#).
WORD = re.compile(rf"(?:(?<![\w.])\.(?=[^\W\d_]))?{LETTER}+(?:\.{LETTER}+)*(?:(?:\+\+?|#)(?![\w+#]))?")
ASCII_WORD = re.compile(
    r"(?:(?<![\w.])\.(?=[a-z]))?[a-z0-9]+(?:\.[a-z0-9]+)*(?:(?:\+\+?|#)(?![\w+#]))?",
)
# Scripts written without spaces, or with few: Han, kana, bopomofo, Hangul.
UNSPACED = re.compile(
    r"[\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
# Latin letters that people leave out the stroke of, and that no decomposition knows.
STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
ACCENTED = re.compile(r"([a-z])[\u0300-\u036f]+")


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` in order, as often as they stand there.

    Width, case and the accents of Latin letters are folded ("Größe" is ``grosse``). ``c++``, ``c#`` and ``.net`` keep
    their signs; a longer word with a sign stands also without it, and words that dots join also by themselves
    ("Node.js" is ``node.js node js``). Chinese, Japanese and Korean runs give their overlapping pairs of characters, a
    single character itself. Any string is valid; a word is cut after 64 characters.
    """
    found = ASCII_WORD.findall(text.lower()) if text.isascii() else WORD.findall(_folded(text))
    words: list[str] = []
    for word in found:
        if word.isalnum() and word.isascii():
            words.append(word[:LONGEST])
        else:
            words.extend(part[:LONGEST] for part in _parts(word))
    return words


def query_terms(text: str, most: int = 32) -> list[str]:
    """Return the distinct words of ``text`` in the order of their first appearance, at most ``most``."""
    return list(dict.fromkeys(tokens(text)))[:most]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(UNSEEN)).casefold()
    return unicodedata.normalize("NFKC", ACCENTED.sub(r"\1", plain)).translate(STROKES)


def _parts(word: str) -> list[str]:
    bare = word.strip(".").rstrip("+#")
    if UNSPACED.search(word):
        return [pair for part in bare.split(".") for pair in _pairs(part)]
    if bare == word and "." not in word:
        return [word]
    if len(bare) == 1:
        return [word]
    return [word, *bare.split(".")]


def _pairs(word: str) -> list[str]:
    parts, at = [], 0
    for run in UNSPACED.finditer(word):
        if run.start() > at:
            parts.append(word[at : run.start()])
        chars = run.group()
        parts.extend(chars[i : i + 2] for i in range(max(len(chars) - 1, 1)))
        at = run.end()
    return [*parts, word[at:]] if at < len(word) else parts
