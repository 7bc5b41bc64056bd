"""Sponsor packs: who runs or backs the programme reads them; here that is the organiser and the administrator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from peerloop.insight.actions import add_evidence, add_means
from peerloop.programmes.actions import set_up_programme

if TYPE_CHECKING:
    from peerloop.people.models import Member

WHO_RUNS = frozenset({"organiser", "administrator"})
READERS = {
    "insight.Evidence.claim": WHO_RUNS,
    "insight.Evidence.source": WHO_RUNS,
    "insight.Evidence.link": WHO_RUNS,
    "insight.Means.what": WHO_RUNS,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The organiser has a draft with a pack."""
    made = set_up_programme(by=organiser, title="A draft", starts_on=date(2027, 1, 4))
    add_evidence(made, by=organiser, claim="It works", source="A study", link="https://example.org/study")
    add_means(made, by=organiser, what="A room")
    return {"packs": [made.pk]}
