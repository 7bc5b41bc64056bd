"""The next colleague is proposed to a newcomer as their buddy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.onboarding.models import Buddy, Nomination, Passing, Reluctance, Welcome
from peerloop.onboarding.queries.choosing import candidates, reasons, shared_hours_of_week
from peerloop.onboarding.rules import may_be_buddy
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.onboarding.queries.choosing import Reasons
    from peerloop.people.models import Member


@transaction.atomic
def propose_next(welcome: Welcome) -> Buddy | None:
    """Propose whom the manager thought of, or whoever fits best, and return the proposal.

    Nothing happens, and None is returned, where one is open or a pairing runs, where the newcomer needs nobody or has
    left, and where there is nobody to propose (the house looks again the next day).
    """
    newcomer = hold_members([welcome.newcomer_id])[welcome.newcomer_id]
    welcome = Welcome.objects.select_related("closing").get(pk=welcome.pk)
    welcome.newcomer = newcomer
    if newcomer.departed_at is not None or hasattr(welcome, "closing") or underway(welcome):
        return None
    found = _nominated(welcome) or next(((member, why, None) for member, why in candidates(welcome)), None)
    if found is None:
        return None
    member, why, nomination = found
    made = Buddy.objects.create(welcome=welcome, member=member, reasons=why, nomination=nomination, asked_at=now())
    record("onboarding.proposed", actor=None, subject=made, about=[newcomer.pk, member.pk])
    return made


def underway(welcome: Welcome) -> bool:
    """Whether somebody is proposed, or is the newcomer's buddy now."""
    running = Buddy.objects.filter(welcome=welcome, passing=None)
    return running.filter(pairing=None).exists() or running.filter(pairing__ending=None).exists()


@transaction.atomic
def pass_by(buddy: Buddy, *, by: Member | None) -> None:
    """Let it not be this one: ``by`` said so, or nobody did in time; whoever had said yes is told it will not be.

    Who said what stays with the row; under the locks of the two.
    """
    Passing.objects.create(buddy=buddy, by=by, at=now())
    willing = buddy.acceptances.values_list("member", flat=True)
    record(
        "onboarding.passed",
        actor=by,
        subject=buddy,
        about=[member for member in willing if by is None or member != by.pk],
    )


def _nominated(welcome: Welcome) -> tuple[Member, Reasons, Nomination] | None:
    """Whom the manager thought of and who may be asked: nobody unwilling, kept apart or asked before."""
    before = Buddy.objects.filter(welcome=welcome).values("member")
    open_ = Nomination.objects.filter(newcomer=welcome.newcomer_id).exclude(member__in=before)
    unwilling = Reluctance.objects.values("member")
    for one in open_.exclude(member__in=unwilling).select_related("member").order_by("-at", "-pk"):
        if may_be_buddy(welcome.newcomer, one.member):
            shared = shared_hours_of_week(welcome.newcomer, one.member)
            return one.member, [{"code": "nominated"}, *reasons(welcome.newcomer, one.member, shared)], one
    return None
