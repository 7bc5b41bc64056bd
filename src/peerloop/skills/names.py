"""What a skill is called, and under which words it is found.

A skill has one key (``kit.text.key``). A vendor's name before it may be left out: "PowerPoint" finds "Microsoft
PowerPoint". Its words are kept beside it, padded with spaces, so that one ``LIKE`` finds a whole word: "go" meets
"Go" and not "Django".
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from peerloop.kit.text import clean, key

if TYPE_CHECKING:
    from collections.abc import Iterable

VENDORS = frozenset({
    "adobe", "amazon", "apache", "apple", "atlassian", "autodesk", "google", "hashicorp", "ibm", "jetbrains", "meta",
    "microsoft", "oracle", "vmware",
})  # fmt: skip
SHORT_VENDORS = {"ms": "microsoft"}
TOO_PLAIN = frozenset({
    "ads", "cloud", "cloud or watson", "cloud platform", "database", "drive", "maps", "music", "photos", "project",
    "search", "store",
})  # fmt: skip
SHORT = 4
_BETWEEN = re.compile(r"[\s/\\,;:()\[\]{}|&\"“”„«»]+")
_WITHIN = re.compile(r"[.\-_'’]+")


def full_key(name: str) -> str:
    """Return the key of ``name`` without signs that cannot be seen, its vendor's short form written out."""
    first, _, rest = key(clean(name)).partition(" ")
    return f"{SHORT_VENDORS.get(first, first)} {rest}" if rest else first


def bare_key(name: str) -> str:
    """Return the key of ``name`` without its vendor, or "" where none falls off.

    "Google Cloud" keeps its Google: the word that would be left says too little.
    """
    first, _, rest = full_key(name).partition(" ")
    return rest if first in VENDORS and rest not in TOO_PLAIN else ""


def words(text: str) -> set[str]:
    """Return the words of ``text`` as people type them: "Node.js" is also "node" and "nodejs"."""
    found: set[str] = set()
    for word in _BETWEEN.split(key(clean(text))):
        whole = word.rstrip(".!?")
        parts = [part for part in _WITHIN.split(whole) if part]
        found.update(part for part in parts if len(part) > 1)
        found.update({whole, "".join(parts)} if parts else {whole})
    return found - {""}


def padded(names: Iterable[str]) -> str:
    """Return every word of ``names``, each between spaces, in a fixed order."""
    found = set().union(*(words(name) for name in names))
    return f" {' '.join(sorted(found))} "


def is_short(word: str) -> bool:
    """Whether ``word`` must be met exactly: up to four letters, in a script that has capitals.

    "Go", "R" and "Java" must not meet "MongoDB", "Ruby" and "JavaScript"; 日本 may well be part of 日本語.
    """
    return len(word) <= SHORT and all(unicodedata.category(char) != "Lo" for char in word)


def trigrams(text: str) -> set[str]:
    """Return the runs of three signs in ``text``, its ends padded with a space."""
    return {f" {text} "[at : at + 3] for at in range(len(text))}
