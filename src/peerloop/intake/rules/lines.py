"""A file of people once it is read: its rows, what its headings mean, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from peerloop.intake.rules.meanings import LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from peerloop.intake.rules.headings import Head


@dataclass(frozen=True)
class Line:
    """A row of the file: the line where it begins, and its cells by column, white space stripped."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Origin:
    """How a file was read: the format, then the encoding and separator of a text or the sheet of a workbook."""

    format: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    others: tuple[str, ...] = ()
    header: int = 1


@dataclass(frozen=True)
class Table:
    """The known columns that the file has, its rows, and the headings that are left out because nobody knows them.

    ``told``: what was understood beyond our own way to write it, in words. ``written``: the headings, as they
    stand in the file, of columns that have another name there.
    """

    columns: frozenset[str] = frozenset()
    lines: list[Line] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    origin: Origin = Origin()
    told: tuple[str, ...] = ()
    written: dict[str, str] = field(default_factory=dict)

    @property
    def meant(self) -> list[tuple[str, str | StrPromise]]:
        """Each heading with another name than ours, and what a person calls that."""
        return [(written, LABELS[name]) for name, written in self.written.items()]


@dataclass(frozen=True)
class Look:
    """The headings of a file, a guess and some cells for each; ``asks`` where somebody must say what they mean."""

    heads: list[Head]
    guesses: list[str]
    examples: list[list[str]]
    asks: bool
    origin: Origin = Origin()
