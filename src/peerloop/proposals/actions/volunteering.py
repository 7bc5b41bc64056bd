"""I could teach it; and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.proposals.actions.held import held, stir
from peerloop.proposals.models import Volunteer
from peerloop.proposals.rules import still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.proposals.models import Proposal


@transaction.atomic
def volunteer(proposal: Proposal, *, by: Member) -> Volunteer:
    """Take it on, alone or with those who have; twice is once.

    The first to do so is told to those who want it (``proposal.taken``), whoever joins is not. Raises ``Over`` for one
    that is closed or scheduled, ``PermissionDenied`` for who does not see it.
    """
    stands = held(proposal, by=by)
    still_open(stands)
    before = Volunteer.objects.filter(proposal=stands).exists()
    mine, new = Volunteer.objects.get_or_create(proposal=stands, member=by)
    if new:
        stir(stands)
        record("proposal.joined" if before else "proposal.taken", actor=by, subject=stands, about=[by.pk])
    return mine


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Member) -> None:
    """Teach it after all not; who has scheduled it cancels or leaves the session instead (``Over``)."""
    stands = held(proposal, by=by)
    still_open(stands)
    gone, _rows = Volunteer.objects.filter(proposal=stands, member=by).delete()
    if gone:
        stir(stands)
        record("proposal.given_back", actor=by, subject=stands, about=[by.pk])
