"""A manager thinks of a colleague for a report who is new; the two decide, and the manager learns only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.onboarding.actions.asking import look_for_buddy
from peerloop.onboarding.actions.proposing import pass_by, propose_next
from peerloop.onboarding.models import Buddy, Nomination, Welcome
from peerloop.onboarding.rules import NotToNominate, in_line, may_nominate
from peerloop.people.rules import blocked, require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def nominate(newcomer: Member, *, member: Member, by: Member) -> Nomination:
    """Think of ``member`` as buddy for ``newcomer``; the same twice is once.

    They are proposed as soon as nobody is whom one of the two has said yes to; somebody unwilling or kept apart is
    never proposed, and the manager does not learn it. Raises ``NotToNominate`` for somebody in the newcomer's
    reporting line or gone, ``PermissionDenied`` for who is not the newcomer's manager.
    """
    require(may_nominate(by, newcomer))
    held = hold_members([newcomer.pk, member.pk])
    newcomer, member = held[newcomer.pk], held[member.pk]
    if newcomer == member or member.departed_at is not None or blocked(by, member):
        raise NotToNominate(_("Please choose a colleague who is here."))
    if in_line(newcomer, member):
        words = _("%(name)s stands in the same reporting line. A buddy is somebody to whom one need not report.")
        raise NotToNominate(words % {"name": member.name})
    nomination, new = Nomination.objects.get_or_create(
        newcomer=newcomer, member=member, defaults={"by": by, "at": now()}
    )
    if not new:
        return nomination
    record("onboarding.nominated", actor=by, subject=nomination, about=[newcomer.pk, member.pk])
    _propose(nomination)
    return nomination


def _propose(nomination: Nomination) -> None:
    """Bring the nomination before the two, in place of a proposal that nobody has answered."""
    welcome = Welcome.objects.filter(newcomer=nomination.newcomer).first()
    if welcome is None:
        look_for_buddy(nomination.newcomer, by=None)
        return
    for open_ in Buddy.objects.filter(welcome=welcome, pairing=None, passing=None).select_related("welcome"):
        if open_.member_id == nomination.member_id:
            open_.nomination = nomination
            open_.reasons = [{"code": "nominated"}, *open_.reasons]
            open_.save(update_fields=["nomination", "reasons"])
        elif not open_.acceptances.exists():
            pass_by(open_, by=None)
    propose_next(welcome)
