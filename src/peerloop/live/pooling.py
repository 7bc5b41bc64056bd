"""What is told of the opinions about a session, so that nobody's own can be known from it.

Told is of each answer "at least 5", "at least 10", … or nothing; once, when the time for answering is over, and
only of five answers or more. At least two of those who were asked are never spoken for: so who reads it, and who
has answered themselves, too, can say of nobody else what they answered, nor whether. How many answered is not told.
tests/attacks/test_pooled.py counts through all that can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

SMALLEST = 5
"""People behind anything that is told, and its steps."""
SILENT = 2
"""How many of those asked are never spoken for."""
SMALLEST_TEXTS = 10
"""People who have written, before any of it is told."""
FEWEST_ASKED = SMALLEST + SILENT
"""With fewer there would never be anything to tell, so nobody is asked."""


def told(counts: Mapping[str, int], asked: int) -> dict[str, int]:
    """Return how many at least gave each answer, in fives, the most frequent first; what is not told is left out.

    ``counts``: how many gave which answer, of ``asked`` who could have.
    """
    free, result = asked - SILENT, {}
    if sum(counts.values()) < SMALLEST:
        return {}
    for answer, count in sorted(counts.items(), key=lambda item: -item[1]):
        least = min(count, free) // SMALLEST * SMALLEST
        if least:
            result[answer] = least
            free -= least
    return result


def told_texts(texts: Sequence[str], random: Random) -> list[str]:
    """Return the texts in no order, or none of them where fewer than ten have written."""
    if len(texts) < SMALLEST_TEXTS:
        return []
    return random.sample(texts, len(texts))
