"""Everybody in the import's own format, row after row, in as many queries for one as for a hundred thousand.

Who brings it out on the machine itself gets all that the format can say. A page gives an organiser what an organiser
may know of everybody: no id, no hours and no capacity, which are the member's own; offers that their members have
confirmed; needs that are public. Private needs are in neither: the format cannot say that they are private.
Who has blocked whom plays no part, or its absence would tell.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from peerloop.intake.rules.availability import week_text
from peerloop.intake.rules.columns import COLUMNS, LINES_IN_A_CELL, LIST_CELL
from peerloop.people.models import Member
from peerloop.skills.models import Need, Offer, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

NAMES = tuple(column.name for column in COLUMNS)
THEIR_OWN = frozenset({"external_id", "availability", "weekly_hours", "capacity"})
AT_ONCE = 2000
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WITHIN = re.compile(r"([;\n\t])(?=\s*[=+\-@])")
"""Where a spreadsheet that takes the semicolon between cells, as half of Europe's do, would see a formula begin."""


def columns_out(*, everything: bool) -> list[str]:
    """Return the columns of the file, in the order of the documentation."""
    return [name for name in NAMES if everything or name not in THEIR_OWN]


def rows_out(*, everything: bool) -> Iterator[list[str]]:
    """Yield a row for each member who is here, in the order of their ids, with cells that no spreadsheet computes."""
    names = columns_out(everything=everything)
    offers, needs = Offer.objects.all(), Need.objects.exclude(visibility=Visibility.PRIVATE)
    if not everything:
        offers, needs = offers.filter(confirmed_at__isnull=False), needs.filter(visibility=Visibility.PUBLIC)
    offered, wanted = _Skills(offers), _Skills(needs)
    members = Member.objects.present().select_related("team", "manager").order_by("pk")
    for member in members.iterator(AT_ONCE):
        cells = _cells(member) | {"offers": offered.of(member.pk), "needs": wanted.of(member.pk)}
        yield [guarded(cells[name]) for name in names]


def guarded(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula; reading a file takes the apostrophe off again."""
    cell = _WITHIN.sub(lambda at: "；" if at[1] == ";" else " ", cell)  # noqa: RUF001 - has its key, and ends no cell
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(member: Member) -> dict[str, str]:
    return {
        "email": member.email,
        "name": member.name,
        "team": member.team.name if member.team else "",
        "manager_email": member.manager.email if member.manager else "",
        "hired_on": member.hired_on.isoformat() if member.hired_on else "",
        "time_zone": member.time_zone,
        "languages": ";".join(member.languages),
        "weekly_hours": f"{member.weekly_hours:f}",
        "external_id": member.external_id or "",
        "place": member.place,
        "capacity": str(member.capacity),
        "availability": week_text(bytes(member.week)),
    }


class _Skills:
    """The skills of one member after another, by ascending id."""

    def __init__(self, lines: QuerySet[Any]) -> None:
        rows = lines.order_by("member", "-level", "skill__key").values_list("member", "skill__name", "level")
        self.groups = groupby(rows.iterator(AT_ONCE), itemgetter(0))
        self.next = next(self.groups, None)
        self.cell = _cell(self.next[1]) if self.next else ""

    def of(self, member: int) -> str:
        """Return the member's cell; those of members before are passed over."""
        while self.next is not None and self.next[0] < member:
            self.next = next(self.groups, None)
            self.cell = _cell(self.next[1]) if self.next else ""
        return self.cell if self.next is not None and self.next[0] == member else ""


def _cell(lines: Iterable[tuple[int, str, int]]) -> str:
    """Return "Rust:4;SQL:3", as many as a cell may hold, the highest levels first.

    A semicolon within a name is written full-width: it has the same key, and does not end the name. The last one
    stands so that a "|" within a name is none between skills.
    """
    said: list[str] = []
    length = 0
    for _member, name, level in lines:
        part = guarded(f"{name.replace(';', '；')}:{level}")  # noqa: RUF001 - see above
        length += len(part) + 1
        if len(said) == LINES_IN_A_CELL or length >= LIST_CELL:
            break
        said.append(part)
    return ";".join(said) + (";" if any("|" in part for part in said) else "")
