"""Programmes: whom one is for reads what it says; what stands in somebody's way is read by nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY

from peerloop.programmes.actions import (
    join_programme,
    name_obstacle,
    note_amount,
    open_programme,
    set_up_programme,
)
from peerloop.programmes.rules import Aim, Day

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "programmes.Programme.title": EVERYBODY,
    "programmes.Programme.why": EVERYBODY,
    "programmes.Objective.aim": EVERYBODY,
    "programmes.Objective.unit": EVERYBODY,
    "programmes.Objective.baseline_source": EVERYBODY,
    "programmes.Amount.source": EVERYBODY,
    "programmes.Milestone.title": EVERYBODY,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The organiser runs a programme for everybody; the owner and the other take part in it."""
    aim = Aim("Days until somebody works alone", Decimal(40), "days", baseline=Decimal(60), baseline_source="HR")
    made = set_up_programme(
        by=organiser, title="A season", why="A reason", starts_on=date(2026, 11, 2), allowance=180, objectives=[aim],
        timetable=[Day(date(2026, 12, 1), "A day")],
    )  # fmt: skip
    open_programme(made, by=organiser, anyway=True)
    note_amount(made.objectives.get(), by=organiser, value=Decimal(50), on=date(2026, 11, 20), source="HR, November")
    for member in (owner, pair):
        join_programme(made, by=member)
    name_obstacle(made, "manager", by=owner)
    return {"programmes": [made.pk]}
