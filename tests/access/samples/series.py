"""Series and their dates."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample

from peerloop.series.actions import lead_too, start_series
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.series.models import Series

ONE_ACTS = {"series.answer"}
_nights = count()


def a_series(owner: Member, co_lead: Member | None = None) -> Series:
    """The owner gives four demos, a week apart."""
    made = start_series(by=owner, kind="demo", terms=some_terms("A demo"), co_lead=co_lead).series
    if co_lead is not None:
        lead_too(made, by=co_lead)
    return made


def some_terms(title: str) -> Terms:
    """Four times from an hour of some night on, that no other sample has."""
    days, half_hours = divmod(next(_nights), 20)
    at = NOW + timedelta(days=7 + days % 7, hours=14, minutes=30 * half_hours)
    return Terms(
        starts_on=at.date(), repeats="weekly", local_time=at.time(), zone="UTC", minutes=30, title=title, times=4,
        about="What it is about", place="Room 4", link="https://example.org/call",
    )  # fmt: skip


@sample("series")
def a_series_of_two(owner: Member, other: Member) -> dict[str, Any]:
    """The two lead it."""
    return {"pk": a_series(owner, other).pk}


@sample("series.answer")
def a_series_to_lead(owner: Member, other: Member) -> dict[str, Any]:
    """The other asks the owner to lead it together."""
    made = start_series(by=other, kind="demo", terms=some_terms("A demo"), co_lead=owner).series
    return {"pk": made.pk, "post": {"said": "yes"}}


@sample("occurrence")
def a_date(owner: Member, other: Member) -> dict[str, Any]:
    """A date of what the two lead."""
    return {"pk": a_series(owner, other).occurrences.order_by("date")[1].pk}
