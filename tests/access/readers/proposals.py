"""Proposals: everybody reads what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY

from peerloop.proposals.actions import propose

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "proposals.Proposal.title": EVERYBODY,
    "proposals.Proposal.about": EVERYBODY,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner proposes something."""
    return {"proposals": [propose(by=owner, title="A topic", about="A line about it").pk]}
