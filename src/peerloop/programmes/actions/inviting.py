"""Invite everybody whom a programme is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.programmes.actions.held import held_to_run
from peerloop.programmes.models import CallOut
from peerloop.programmes.queries import to_invite
from peerloop.programmes.rules import BETWEEN_CALLS, Over, may_join_on, still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


class TooSoon(ValidationError):
    """Everybody was asked a few days ago."""


@transaction.atomic
def invite_audience(programme: Programme, *, by: Member) -> CallOut:
    """Ask all whom it is for and who have neither joined nor said no, at most once a week.

    The invitations are gentle words: they are written by the worker a few hundred at a time, and each reaches its
    reader when there is room among their two of the week. How many those are is told in fives: beside the size of a
    small team it would say who has joined, and so would a word that nobody is left.

    Raises ``TooSoon``, ``Over``, ``PermissionDenied``.
    """
    stands = held_to_run(programme, by=by)
    still_open(stands)
    if not may_join_on(stands, now().date()):
        raise Over(_("The last day to join has passed."))
    if stands.call_outs.filter(at__gt=now() - BETWEEN_CALLS).exists():
        raise TooSoon(_("Everybody was invited less than a week ago. Who has not answered is not asked again so soon."))
    call = CallOut.objects.create(programme=stands, by=by, asked=to_invite(stands).count())
    record("programme.invited", actor=by, subject=stands, about=[by.pk])
    return call
