"""A week in few words, as the column ``availability`` writes it."""

from __future__ import annotations

from itertools import groupby

from peerloop.intake.rules.availability import DAYS, NEVER
from peerloop.people.week import day_text


def week_words(week: bytes) -> str:
    """Return "Mo-Th 09:00–12:30; Fr 13:00–15:00" for 84 bytes, or "never"."""
    days = [(day, text) for day in range(7) if (text := day_text(week, day))]
    parts = []
    for text, same in groupby(days, key=lambda one: one[1]):
        numbers = [day for day, _text in same]
        for run in _runs(numbers):
            first, last = DAYS[run[0]].title(), DAYS[run[-1]].title()
            parts.append(f"{first} {text}" if first == last else f"{first}-{last} {text}")
    return "; ".join(parts) or NEVER


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
