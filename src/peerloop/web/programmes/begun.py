"""What stands in the form to begin with: what a template says, or what the programme says already."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerloop.programmes.models import Programme
    from peerloop.programmes.templates import Template

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Begun:
    """Initial values: of the programme's own fields, of its objectives, of its days."""

    said: dict[str, Any] = field(default_factory=dict)
    aims: list[dict[str, Any]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)


def first_day(today: date) -> date:
    """Return the first Monday in at least two weeks."""
    soonest = today + SOON
    return soonest + timedelta(days=-soonest.weekday() % 7)


def begun(template: Template | None, today: date) -> Begun:
    """Return what the form of a new programme says to begin with."""
    starts_on = first_day(today)
    if template is None:
        return Begun({"starts_on": starts_on})
    return Begun(
        {
            "title": template.title, "why": template.why, "starts_on": starts_on,
            "ends_on": template.ends_on(starts_on), "join_by": template.join_by(starts_on),
            "allowance": template.allowance, "formats": list(template.formats),
            "asks_teach_back": template.asks_teach_back,
        },
        [asdict(aim) for aim in template.objectives()],
        [asdict(day) for day in template.timetable(starts_on)],
    )  # fmt: skip


def initial_of(programme: Programme) -> dict[str, Any]:
    """Return what the form of a programme says that is there."""
    plain = ("title", "why", "starts_on", "ends_on", "join_by", "allowance", "formats", "asks_teach_back")
    return {
        **{name: getattr(programme, name) for name in plain},
        "guidelines": programme.guidelines_id,
        "colleague": programme.sponsor.name if programme.sponsor else "",
        "teams": list(programme.teams.values_list("pk", flat=True)),
    }
