"""Words that are spelled nearly alike meet in a key.

A word's keys are itself and what is left of it when one letter falls out. Two words with one letter wrong, missing,
too many or in its neighbour's place share a key (Mor and Fraenkel 1982; Garbe's SymSpell). Words that stand side by
side are also one word: "power point" and "PowerPoint" meet. Shorter words than four letters must be met exactly:
one other letter makes another word of them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from peerloop.engines.finding.tokens import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST, LONGEST, MOST_WORDS = 4, 24, 12
ROOMY = 7
"""From so many letters on, two words may differ by one letter too many here and one missing there."""


def keys(word: str) -> set[str]:
    """Return the keys in which ``word`` meets others: none for a very long one, the characters of a Chinese pair."""
    if len(word) > LONGEST:
        return set()
    if UNSPACED.fullmatch(word):
        return set(word)
    if len(word) < SHORTEST:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def keys_of(title: Sequence[str]) -> set[str]:
    """Return the keys of the first words of a title, and those words joined two by two."""
    first = title[:MOST_WORDS]
    return set().union(joined(first), *(keys(word) for word in first))


def joined(words: Sequence[str]) -> set[str]:
    """Return neighbours joined: "power point" also says "powerpoint"."""
    pairs = (one + other for one, other in pairwise(words))
    return {pair for pair in pairs if SHORTEST < len(pair) <= LONGEST and not UNSPACED.search(pair)}


def meets(sought: str, words: Iterable[str]) -> bool:
    """Whether ``sought`` is spelled nearly like one of ``words``, all of them of one title."""
    own = keys(sought)
    return any(not own.isdisjoint(keys(word)) and _is_near(sought, word) for word in words)


def _is_near(one: str, other: str) -> bool:
    """Whether two words that share a key are one slip apart; for long words sharing it is enough."""
    if UNSPACED.fullmatch(one):
        return len(one) == 1
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other) or min(len(one), len(other)) >= ROOMY:
        return True
    wrong = [at for at, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]
    if len(wrong) <= 1:
        return True
    first, last = wrong[0], wrong[-1]
    return last == first + 1 and one[first] == other[last] and one[last] == other[first]
