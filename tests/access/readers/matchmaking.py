"""Requests, runs and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.samples.matchmaking import a_run_short_of, an_asking
from tests.access.samples.skills import a_skill

from peerloop.matchmaking.actions import send_appeal
from peerloop.notices.actions import let_through
from peerloop.skills.actions import offer

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import TWO

READERS = {
    "matchmaking.Request.text": TWO,
    "matchmaking.Appeal.text": frozenset({"owner", "organiser", "administrator"}),  # the owner by mail
}
NO_WORDS = {
    "matchmaking.Choice.reasons": "codes and figures, seen by nobody before they are a suggestion's",
    "matchmaking.Miss.detail": "codes and figures, seen by nobody before they are a shortfall's",
    "matchmaking.Suggestion.reasons": "codes and figures, made into words on the learner's page alone",
    "matchmaking.Shortfall.detail": "codes and figures, made into words on the learner's page alone",
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner asks the other, and is near enough to help where a run is short of teachers."""
    an_asking(owner, pair)
    short = a_skill(pair)
    offer(owner, skill=short, level=3, confirmed=False)
    run = a_run_short_of(short)
    send_appeal(run, short, text="Please", by=organiser)
    let_through(owner)  # before what is asked elsewhere in the scene takes the week's two gentle words
    return {"organise/runs": [run.pk]}
