"""Nothing more is to come of it, or it is still wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.proposals.actions.held import held, stir
from peerloop.proposals.models import Closure, Proposal
from peerloop.proposals.rules import QUIET, THEN, still_open
from peerloop.search.actions import index

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member

AT_A_TIME = 500


@transaction.atomic
def close_proposal(proposal: Proposal, *, by: Member | None) -> None:
    """Close it: who proposed it, a moderator, or the house (None); twice is once.

    Raises ``PermissionDenied`` for anybody else, ``Over`` where a session has been made of it.
    """
    stands = held(proposal, by=by)
    if by is not None and stands.by_id != by.pk and not has_role(by, Role.MODERATOR):
        raise PermissionDenied
    if hasattr(stands, "closure"):
        return
    still_open(stands)
    Closure.objects.create(proposal=stands, by=by)
    index("proposal", [stands.pk])
    record("proposal.closed", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])


@transaction.atomic
def keep_proposal(proposal: Proposal, *, by: Member) -> None:
    """Say that it is still wanted; raises ``PermissionDenied`` for who did not propose it, ``Over`` too late."""
    stands = held(proposal, by=by)
    if stands.by_id != by.pk:
        raise PermissionDenied
    still_open(stands)
    stir(stands)
    record("proposal.kept", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def tidy_quiet() -> tuple[int, int]:
    """Ask about what has been quiet for ninety days, close what nobody answered for; return how many of each."""
    still = Proposal.objects.filter(closure=None, scheduling=None).order_by("stirred_at", "pk")
    unanswered = _still(still.filter(asked_at__lte=now() - THEN))
    for proposal in unanswered:
        close_proposal(proposal, by=None)
    quiet = _still(still.filter(asked_at=None, stirred_at__lte=now() - QUIET))
    for proposal in quiet:
        proposal.asked_at = now()
        proposal.save(update_fields=["asked_at"])
        record("proposal.asked", actor=None, subject=proposal, about=[proposal.by_id] if proposal.by_id else [])
    return len(quiet), len(unanswered)


def _still(found: QuerySet[Proposal]) -> list[Proposal]:
    """Return some of those found, in hand, as far as it is still true of them: somebody may just have kept one."""
    some = list(found.values_list("pk", flat=True)[:AT_A_TIME])
    list(Proposal.objects.select_for_update(no_key=True).filter(pk__in=some).order_by("pk").values_list("pk"))
    return list(found.filter(pk__in=some))
