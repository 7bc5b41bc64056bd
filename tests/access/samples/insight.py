"""How a programme is doing, and its pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.programmes import a_programme_run_by
from tests.access.samples.registry import sample

from peerloop.insight.models import Evidence, Means
from peerloop.programmes.models import Opening

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("health", "pack")
def a_programme_that_is_told_of(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other run it."""
    made = a_programme_run_by(owner, other)
    Opening.objects.create(programme=made)
    return {"pk": made.pk}


@sample("evidence-line")
def a_line_of_evidence(owner: Member, other: Member) -> dict[str, Any]:
    """What speaks for a programme that the two run."""
    made = a_programme_run_by(owner, other)
    return {"pk": Evidence.objects.create(programme=made, claim="It works", source="A study").pk}


@sample("means-line")
def a_line_of_means(owner: Member, other: Member) -> dict[str, Any]:
    """What a programme takes that the two run."""
    return {"pk": Means.objects.create(programme=a_programme_run_by(owner, other), what="A room").pk}
