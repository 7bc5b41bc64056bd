"""Gladly, or not this one; either of the two says it, and nobody else learns who said no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import open_pairing
from peerloop.onboarding.actions.planning import ship_plan
from peerloop.onboarding.actions.proposing import pass_by, propose_next
from peerloop.onboarding.models import Acceptance, Buddy
from peerloop.onboarding.rules import Over, may_be_buddy, must_be_open
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def say_yes(buddy: Buddy, *, by: Member) -> bool:
    """Say gladly; return whether both have, and the pairing has begun. Twice is once.

    Raises ``Over`` where it was passed by or can be no more, ``PermissionDenied`` for who is not one of the two.
    """
    buddy = _held(buddy, by)
    if buddy.pairing_id is not None:
        return True
    must_be_open(buddy)
    newcomer = buddy.welcome.newcomer
    if not may_be_buddy(newcomer, buddy.member):
        raise Over(_("This can no longer be. Somebody else will be found."))
    _said, new = Acceptance.objects.get_or_create(buddy=buddy, member=by, defaults={"at": now()})
    if new:
        record("onboarding.accepted", actor=by, subject=buddy, about=[by.pk])
    if buddy.acceptances.count() < 2:
        return False
    buddy.pairing = open_pairing(kind="onboarding", learner=newcomer, teacher=buddy.member, by=by)
    buddy.save(update_fields=["pairing"])
    ship_plan(buddy.welcome)
    record("onboarding.agreed", actor=by, subject=buddy, about=[newcomer.pk, buddy.member_id])
    return True


@transaction.atomic
def say_no(buddy: Buddy, *, by: Member) -> None:
    """Say not this one: the next is proposed, and nobody is told who said it. Twice is once.

    Raises ``Over`` where both have agreed by now, ``PermissionDenied`` for who is not one of the two.
    """
    buddy = _held(buddy, by)
    if hasattr(buddy, "passing"):
        return
    must_be_open(buddy)
    pass_by(buddy, by=by)
    propose_next(buddy.welcome)


def _held(buddy: Buddy, by: Member) -> Buddy:
    """Return the proposal fresh, under the locks of the two."""
    one = Buddy.objects.select_related("welcome").get(pk=buddy.pk)
    require(by.pk in {one.member_id, one.welcome.newcomer_id} and by.departed_at is None)
    held = hold_members([one.member_id, one.welcome.newcomer_id])
    fresh = Buddy.objects.select_related("welcome", "passing").get(pk=buddy.pk)
    fresh.member, fresh.welcome.newcomer = held[fresh.member_id], held[fresh.welcome.newcomer_id]
    return fresh
