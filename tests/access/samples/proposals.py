"""Proposals."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.proposals.actions import propose, volunteer

if TYPE_CHECKING:
    from peerloop.people.models import Member

_number = count()


@sample("proposal")
def a_proposal(owner: Member, other: Member) -> dict[str, Any]:
    """Something that the owner would like to learn."""
    return {"pk": propose(by=owner, title=f"Topic {next(_number)}").pk}


@sample("proposal.plan")
def a_proposal_taken(owner: Member, other: Member) -> dict[str, Any]:
    """Something that the owner, and the other with them, will teach."""
    made = propose(by=owner, title=f"Topic {next(_number)}")
    for member in (owner, other):
        volunteer(made, by=member)
    return {"pk": made.pk}
