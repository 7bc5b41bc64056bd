"""Buddies and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import TWO
from tests.access.samples.onboarding import an_agreed_buddy

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {"onboarding.Task.text": TWO}
NO_WORDS = {"onboarding.Buddy.reasons": "codes and figures, made into words for the two alone"}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The other is the owner's buddy, with a plan."""
    pairing = an_agreed_buddy(owner, pair).pairing_id
    return {"onboarding/plans": [pairing] if pairing else []}
