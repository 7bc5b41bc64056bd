"""What two who learn together keep between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import TWO
from tests.access.samples.matchmaking import a_pairing_of

from peerloop.matchmaking import actions

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "matchmaking.Goal.text": TWO,
    "matchmaking.Point.text": TWO,
    "matchmaking.Note.text": TWO,
    "matchmaking.Thanks.text": TWO,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The two set a goal, add a point, write in their notebook, and part with thanks."""
    pairing = a_pairing_of(owner, pair)
    goal = actions.set_goal(pairing, text="Read a lifetime", by=owner)
    actions.add_point(pairing, text="Boxes", by=pair)
    note = actions.write_note(pairing, text="Borrow once", by=owner)
    actions.end_pairing(pairing, by=owner, thanks="Thank you")
    return {"pairings": [pairing.pk], "goals": [goal.pk], "notes": [note.pk]}
