"""Take a proposal in hand: its row locked and fresh, so that what is done about it follows one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.kit.clock import now
from peerloop.proposals.models import Proposal
from peerloop.proposals.queries import proposals_seen_by

if TYPE_CHECKING:
    from peerloop.people.models import Member

STATES = ("closure", "scheduling__session__record")


def held(proposal: Proposal, *, by: Member | None) -> Proposal:
    """Return it as it stands under its lock; raises ``PermissionDenied`` for who does not see it."""
    if by is not None and not proposals_seen_by(by).filter(pk=proposal.pk).exists():
        raise PermissionDenied
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    return Proposal.objects.select_related(*STATES).get(pk=proposal.pk)


def stir(proposal: Proposal) -> None:
    """Note that somebody did something about it: it is no longer quiet."""
    proposal.stirred_at, proposal.asked_at = now(), None
    proposal.save(update_fields=["stirred_at", "asked_at"])
