"""Words that are spelled nearly alike meet in a key.

A word's keys are its first seven letters, and what is left of those when one falls out. Two words with one letter
wrong, missing, too many or in its neighbour's place share a key (Mor and Fraenkel 1982; Garbe's SymSpell), and of
those that share one the distance decides. Words that stand side by side are also one word: "power point" and
"PowerPoint" meet. Shorter words than four letters must be met exactly: one other letter makes another word of them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from peerloop.engines.finding.tokens import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST, LONGEST, MOST_WORDS = 4, 24, 12
FIRST = 7
LONG = 7
"""Words of so many letters may be two slips apart, shorter ones one."""
BEGINNING = 6
"""So many letters may stand for a longer word that begins nearly so: "postgers" for "PostgreSQL"."""


def keys(word: str) -> set[str]:
    """Return the keys in which ``word`` meets others: none for a very long one, the characters of a Chinese pair."""
    if len(word) > LONGEST:
        return set()
    if UNSPACED.fullmatch(word):
        return set(word)
    if len(word) < SHORTEST:
        return {word}
    first = word[:FIRST]
    return {first, *(first[:at] + first[at + 1 :] for at in range(len(first)))}


def keys_of(title: Sequence[str]) -> set[str]:
    """Return the keys of the first words of a title, and those words joined two by two."""
    first = title[:MOST_WORDS]
    return set().union(joined(first), *(keys(word) for word in first))


def joined(words: Sequence[str]) -> set[str]:
    """Return neighbours joined: "power point" also says "powerpoint"."""
    pairs = (one + other for one, other in pairwise(words))
    return {pair for pair in pairs if SHORTEST < len(pair) <= LONGEST and not UNSPACED.search(pair)}


def is_near(sought: str, word: str) -> bool:
    """Whether ``sought`` is spelled nearly like ``word``, a title's."""
    if keys(sought).isdisjoint(keys(word)):
        return False
    if UNSPACED.fullmatch(sought):
        return len(sought) == 1
    if min(len(sought), len(word)) < SHORTEST:
        return abs(len(sought) - len(word)) <= 1
    slips = 2 if min(len(sought), len(word)) >= LONG else 1
    row = _distances(sought, word)
    return (min(row) if len(sought) >= BEGINNING else row[-1]) <= slips


def _distances(sought: str, word: str) -> list[int]:
    """How many slips lie between ``sought`` and each beginning of ``word``: letters wrong, missing, too many, or two
    neighbours in each other's place (optimal string alignment).
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(sought, 1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(word, 1):
            least = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == word[to - 2] and sought[at - 2] == other:
                least = min(least, earlier[to - 2] + 1)
            row.append(least)
    return row
