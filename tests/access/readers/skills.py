"""Offers, needs, endorsements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.samples.skills import a_skill

from peerloop.skills.actions import endorse, offer, want

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import EVERYBODY, OWNER

READERS = {
    "skills.Offer.text": EVERYBODY,
    "skills.Need.text (private)": OWNER,
    "skills.Need.text (matching)": OWNER,
    "skills.Need.text (public)": EVERYBODY,
    "skills.Endorsement.text": EVERYBODY,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner offers, is vouched for, and wants something in each of three ways."""
    offer(owner, skill=a_skill(owner), level=4, text="Gladly")
    endorse(offer(owner, skill=a_skill(owner), level=4), by=pair, text="I have seen it")
    ways = ("private", "matching", "public")
    needs = [want(owner, skill=a_skill(owner), level=2, text="Soon", visibility=visibility) for visibility in ways]
    return {"needs": [need.pk for need in needs]}
