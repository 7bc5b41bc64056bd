"""What is wrong with a file, in words for who can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Fault:
    """One wrong cell: its line in the file (the header is line 1), its column, what stands there, and why not."""

    line: int
    field: str
    value: str
    message: str

    @property
    def shown(self) -> str:
        """The value, cut where it is long."""
        return self.value if len(self.value) <= LONGEST_SHOWN else f"{self.value[:LONGEST_SHOWN]}…"


class Unreadable(Exception):
    """A file that is no table, or more than is taken: why, in words, and its line where that is known."""

    def __init__(self, message: str, line: int = 1, value: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.value = message, line, value


class TooMuch(Unreadable):
    """The file is beyond a limit, which the message names."""


@dataclass
class Faults:
    """Faults as they are found; one wrong cell is told once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, name: str, value: str, message: str) -> None:
        """Note one."""
        self.found.append(Fault(line, name, value, str(message)))

    def ordered(self, written: Mapping[str, str] | None = None) -> list[Fault]:
        """All of them in the order of the file; ``written`` are its own headings by column."""
        names = written or {}
        told = [replace(fault, field=names.get(fault.field, fault.field)) for fault in self.found]
        return sorted(told, key=lambda fault: fault.line)
