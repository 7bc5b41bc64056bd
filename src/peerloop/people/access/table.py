"""The committed table: a row for every class of object and action, a column for each of eleven principals.

A cell says ``all`` (also another's object, as far as the guarded query shows it), ``own`` (only one's own: one
owns it, takes part in it or it is addressed to one) or ``no``. What the cell allows, the class's guarded query
may still narrow; what it forbids, nothing widens.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PRINCIPALS = (
    "visitor", "member", "pair", "facilitator", "organiser", "manager", "analyst", "moderator", "administrator",
    "ex-member", "token",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What each principal may do: ``cells[principal]`` is "all", "own" or "no"."""

    subject: str
    action: str
    cells: dict[str, str]


@cache
def table() -> dict[tuple[str, str], Row]:
    """Return the rows by class and action; raises ``ValueError`` for a cell that is none of the three words."""
    with Path(__file__).with_name("table.csv").open(newline="") as lines:
        rows = [
            Row(line["class"], line["action"], {principal: line[principal] for principal in PRINCIPALS})
            for line in csv.DictReader(lines)
        ]
    for row in rows:
        if set(row.cells.values()) - {"all", "own", "no"}:
            raise ValueError(f"access table: {row.subject} {row.action} has a cell that is not all, own or no")
    return {(row.subject, row.action): row for row in rows}
