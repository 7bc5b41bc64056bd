"""Contributions as a page tells of them: in quarters of the year, each with the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerloop.recognition.models import Contribution

SHOWN_AT = {
    "session": "sessions:session",
    "feedback": "loops:loop",
    "receipt": "loops:loop",
    "observation": "loops:asking",
    "resource": "library:resource",
    "answer": "questions:answer",
}
"""Where the row that shows a contribution is looked at; that page asks its own guard."""


@dataclass(frozen=True)
class Proof:
    """A contribution, and the address of what shows it."""

    row: Contribution
    shown_at: str


@dataclass(frozen=True)
class Season:
    """Three months: what was given in them, and how many minutes of it are known."""

    name: str
    proofs: list[Proof]

    @property
    def minutes(self) -> int:
        """The minutes that are known."""
        return sum(proof.row.minutes or 0 for proof in self.proofs)


def proofs(rows: Sequence[Contribution]) -> list[Proof]:
    """Return each with the address of what shows it."""
    return [Proof(row, reverse(SHOWN_AT[row.source_type], args=[row.source])) for row in rows]


def by_season(found: Sequence[Proof]) -> list[Season]:
    """Return them in quarters, in the order in which they come."""
    return [Season(_name(*key), list(group)) for key, group in groupby(found, key=lambda one: _quarter(one.row.at))]


def _quarter(instant: datetime) -> tuple[int, int]:
    day = localtime(instant)
    return day.year, (day.month - 1) // 3


def _name(year: int, quarter: int) -> str:
    named = (
        _("January to March %(year)s"),
        _("April to June %(year)s"),
        _("July to September %(year)s"),
        _("October to December %(year)s"),
    )
    return named[quarter] % {"year": year}
