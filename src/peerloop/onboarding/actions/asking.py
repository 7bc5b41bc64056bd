"""A buddy is looked for, or no longer; and members say that they would rather be nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.onboarding.actions.proposing import pass_by, propose_next, underway
from peerloop.onboarding.models import Buddy, Closing, Reluctance, Welcome
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def look_for_buddy(newcomer: Member, *, by: Member | None) -> Welcome:
    """Look for a buddy from now on and propose the first one; a second time changes nothing.

    ``by``: the newcomer, or None for the house, which leaves alone who has said that they need none. Raises
    ``PermissionDenied`` for anybody else and for who has left.
    """
    if newcomer.departed_at is not None or (by is not None and by.pk != newcomer.pk):
        raise PermissionDenied
    hold_members([newcomer.pk])
    welcome, new = Welcome.objects.get_or_create(newcomer=newcomer, defaults={"by": by, "at": now()})
    closed = Closing.objects.filter(welcome=welcome)
    if by is None and closed.exists():
        return welcome
    if new or closed.exists() or not underway(welcome):
        closed.delete()
        record("onboarding.asked", actor=by, subject=welcome, about=[newcomer.pk])
        propose_next(welcome)
    return welcome


@transaction.atomic
def need_none(newcomer: Member) -> None:
    """Say that one needs no buddy: who is proposed is passed by; a buddy whom one has stays."""
    for welcome in Welcome.objects.filter(newcomer=newcomer, closing=None):
        close(welcome, by=newcomer)


@transaction.atomic
def close(welcome: Welcome, *, by: Member | None) -> None:
    """Look for nobody any more."""
    hold_members([welcome.newcomer_id])
    if Closing.objects.filter(welcome=welcome).exists():
        return
    Closing.objects.create(welcome=welcome, by=by, at=now())
    for buddy in Buddy.objects.filter(welcome=welcome, pairing=None, passing=None).select_related("welcome"):
        pass_by(buddy, by=by)
    record("onboarding.closed", actor=by, subject=welcome, about=[welcome.newcomer_id])


@transaction.atomic
def stand_back(member: Member) -> None:
    """Be proposed to nobody any more; what waits for one's answer is passed by, and whose buddy one is stays."""
    waiting = Buddy.objects.filter(member=member, pairing=None, passing=None)
    hold_members([member.pk, *waiting.values_list("welcome__newcomer", flat=True)])
    if Reluctance.objects.filter(member=member).exists():
        return
    stood = Reluctance.objects.create(member=member, at=now())
    record("onboarding.stood_back", actor=member, subject=stood, about=[member.pk])
    for buddy in waiting.select_related("welcome__newcomer"):
        pass_by(buddy, by=member)
        propose_next(buddy.welcome)


@transaction.atomic
def stand_ready(member: Member) -> None:
    """Be proposed again."""
    for stood in Reluctance.objects.filter(member=member):
        record("onboarding.stood_ready", actor=member, subject=stood, about=[member.pk])
        stood.delete()
