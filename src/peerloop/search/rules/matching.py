"""What is asked of the database's index, in its own language. Every word is quoted, so none is ever a sign of it."""

from __future__ import annotations

from typing import NamedTuple

from peerloop.search.rules.words import KIND_MARK


class Sought(NamedTuple):
    """A word, or the beginning of one."""

    word: str
    begins: bool = False


def match(kind: str, groups: list[list[Sought]], *, vendor: str) -> str:
    """Return the question for documents of ``kind`` that have one of the words of every group."""
    asked = [[Sought(KIND_MARK + kind)], *groups]
    write, both, either = (_postgres, " & ", " | ") if vendor == "postgresql" else (_sqlite, " AND ", " OR ")
    return both.join(f"({either.join(write(sought) for sought in group)})" for group in asked)


def _sqlite(sought: Sought) -> str:
    quoted = sought.word.replace('"', '""')
    return f'"{quoted}"*' if sought.begins else f'"{quoted}"'


def _postgres(sought: Sought) -> str:
    quoted = sought.word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if sought.begins else f"'{quoted}'"
