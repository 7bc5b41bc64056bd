"""Programmes."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.programmes.models import Milestone, Objective, Opening, Organiser, Programme

if TYPE_CHECKING:
    from peerloop.people.models import Member

_number = count()


def a_programme_run_by(owner: Member, other: Member | None = None) -> Programme:
    """A draft that the owner, once an organiser, owns, and that the other runs with them."""
    made = Programme.objects.create(owner=owner, title=f"Season {next(_number)}", starts_on=date(2026, 11, 23))
    if other is not None:
        Organiser.objects.create(programme=made, member=other)
    return made


@sample("programme")
def an_open_programme(owner: Member, other: Member) -> dict[str, Any]:
    """Open for everybody."""
    made = a_programme_run_by(owner)
    Opening.objects.create(programme=made)
    return {"pk": made.pk, "post": {"kind": "no_time"}}


@sample("programme.run", "programmes:owner")
def a_draft_of_a_programme(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other run it."""
    return {"pk": a_programme_run_by(owner, other).pk, "post": {"starts_on": "2027-11-22"}}


@sample("aim")
def an_objective(owner: Member, other: Member) -> dict[str, Any]:
    """What a programme that the two run is to reach."""
    made = a_programme_run_by(owner, other)
    return {"pk": Objective.objects.create(programme=made, place=0, aim="Days", target=4).pk}


@sample("milestone")
def a_day_of_a_timetable(owner: Member, other: Member) -> dict[str, Any]:
    """A day of a programme that the two run."""
    made = a_programme_run_by(owner, other)
    return {"pk": Milestone.objects.create(programme=made, on=date(2026, 12, 1), title="Kick-off").pk}
