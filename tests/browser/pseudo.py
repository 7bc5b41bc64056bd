"""A language nobody has to write: every sentence that goes through gettext comes back ⟦áççéñţéð⟧, from right to left.

What a page shows outside the brackets was never offered for translation. The language takes the code of Arabic,
so that Django, the browser and the style sheets treat it as they would a real one.
"""

from __future__ import annotations

import re

from django.utils.translation import trans_real

CODE = "ar"
ACCENTS = str.maketrans("aceginorsuyACEINOSUY", "áçéğíñóŕşúýÁÇÉÍÑÓŞÚÝ")
KEPT = re.compile(r"(%\([^)]*\)[a-z]|%[sd%]|\{\{?[^}]*\}\}?|&\w+;)")
MARK = re.compile(r"(<[^>]*>|\*\*|^(?:#+|-|\d\.) +|\n *)", re.MULTILINE)
"""What parts two runs of words: a tag, or in a text with marks the end of a line and the signs for lists and weight."""
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")


def bracketed(text: str) -> str:
    """Return ``text`` accented, each run between tags and marks in brackets; placeholders and markup stay."""
    runs = MARK.split(text)
    return "".join(run if odd % 2 or not run.strip() else f"⟦{_accented(run)}⟧" for odd, run in enumerate(runs))


def _accented(text: str) -> str:
    return "".join(part if odd % 2 else part.translate(ACCENTS) for odd, part in enumerate(KEPT.split(text)))


def unbracketed(text: str) -> str:
    """Return what of ``text`` stands outside all brackets."""
    while (shorter := INNERMOST.sub(" ", text)) != text:
        text = shorter
    return text


class PseudoTranslation(trans_real.DjangoTranslation):
    """Answers every message with itself, bracketed."""

    def gettext(self, message: str) -> str:
        return bracketed(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return bracketed(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return bracketed(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return bracketed(msgid1 if n == 1 else msgid2)


def speak() -> None:
    """Teach this process the language."""
    trans_real._translations[CODE] = PseudoTranslation(CODE)
