"""The columns of a file of people. ``docs/use/import.md`` documents each, and a test holds it to this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MEGABYTE = 1024 * 1024
BYTES = 20 * MEGABYTE
ROWS = 100_000
WIDEST = 200
UNPACKED = 250 * MEGABYTE
WORDS_UNPACKED = 60 * MEGABYTE
SMALL_PART = 10 * MEGABYTE
PARTS = 2000
CELL = 500
LIST_CELL = 20_000
LINES_IN_A_CELL = 200


@dataclass(frozen=True)
class Column:
    """A column: its name in the header, what it says, and an example."""

    name: str
    says: str | StrPromise
    example: str
    required: bool = False
    longest: int = CELL


COLUMNS = (
    Column("email", _("The address that the person signs in with."), "alice@example.org", required=True),
    Column("name", _("The name as colleagues know it."), "Alice Anders", required=True),
    Column("team", _("The team. Empty: none."), "Payments"),
    Column("manager_email", _("The manager’s address, id or name, in this file or already here. Empty: none."),
           "dana@example.org"),
    Column("hired_on", _("The first day, as year-month-day. Empty: not known."), "2024-04-29"),
    Column("time_zone", _("The time zone by its IANA name. Empty: as it is, UTC at first."), "Europe/Berlin"),
    Column("languages", _("Language codes, separated by semicolons."), "en;de"),
    Column("weekly_hours", _("Hours a week for learning, 0 to 40. Empty: as it is, 2 at first."), "2"),
    Column("offers", _("Skills the person can help with, each with a level from 1 to 5 or without one."),
           "Rust:4;Public speaking", longest=LIST_CELL),
    Column("needs", _("Skills the person wants to learn, each with a level to reach or without one."),
           "SQL:3;Kubernetes", longest=LIST_CELL),
    Column("external_id", _("Your own lasting id; with it an administrator may change an address."), "1042"),
    Column("place", _("Where the person works."), "Accra"),
    Column("capacity", _("How many learners at a time, 0 to 50. Empty: as it is, 2 at first."), "2"),
    Column("availability",
           _("Hours free for sessions, by the person’s own clock. Empty: as it is, office hours at first."),
           "Mo-Th 09:00-12:30; Fr 13:00-15:00"),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
REQUIRED = tuple(column.name for column in COLUMNS if column.required)
EMPTIED = frozenset({"team", "manager_email", "hired_on"})
"""An empty cell of these says "none"; of any other it says nothing."""
