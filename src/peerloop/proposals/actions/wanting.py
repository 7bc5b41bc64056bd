"""Me too; and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.proposals.actions.held import held, stir
from peerloop.proposals.models import MeToo
from peerloop.proposals.rules import still_open, to_tell

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.proposals.models import Proposal


@transaction.atomic
def want_too(proposal: Proposal, *, by: Member) -> int:
    """Say "me too" and return how many want it now; twice is once.

    Raises ``Over`` for one that is closed or scheduled, ``PermissionDenied`` for who does not see it.
    """
    stands = held(proposal, by=by)
    still_open(stands)
    _wish, new = MeToo.objects.get_or_create(proposal=stands, member=by)
    count = MeToo.objects.filter(proposal=stands).count()
    if not new:
        return count
    stir(stands)
    record("proposal.wanted", actor=by, subject=stands, about=[by.pk])
    if told := to_tell(count, stands.most_told):
        stands.most_told = told
        stands.save(update_fields=["most_told"])
        record("proposal.popular", actor=None, subject=stands, about=[stands.by_id] if stands.by_id else [])
    return count


@transaction.atomic
def take_back(proposal: Proposal, *, by: Member) -> None:
    """Want it no longer; nothing happens where one did not."""
    stands = held(proposal, by=by)
    gone, _rows = MeToo.objects.filter(proposal=stands, member=by).delete()
    if gone:
        record("proposal.unwanted", actor=by, subject=stands, about=[by.pk])
