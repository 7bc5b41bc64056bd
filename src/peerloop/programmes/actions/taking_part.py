"""Join, leave, say no, and say what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.guidelines.actions import accept_guidelines
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.people.rules import require
from peerloop.programmes.actions.allowing import allow
from peerloop.programmes.actions.held import held
from peerloop.programmes.models import Declined, Obstacle, Participant
from peerloop.programmes.queries import in_audience, to_accept_first
from peerloop.programmes.rules import NotAccepted, Over, may_join_on, still_open
from peerloop.schedule.actions import take_back_allowance

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version
    from peerloop.programmes.models import Programme


@transaction.atomic
def join_programme(programme: Programme, *, by: Member, accepts: Version | None = None) -> None:
    """Take part; twice is once. What it grants each week is the member's from then on.

    ``accepts``: the version of its guidelines that ``by`` has read and goes along with; their acceptance is recorded.
    Raises ``Over`` before it opens, after it closed, and after its last day to join; ``NotAccepted`` where another
    version holds that ``by`` has not accepted; ``PermissionDenied`` for whom it is not.
    """
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    stands = held(programme, by=by)
    still_open(stands)
    if Participant.objects.filter(programme=stands, member=by).exists():
        return
    require(in_audience(by, stands))
    if not may_join_on(stands, now().date()):
        raise Over(_("The last day to join has passed."))
    first = to_accept_first(by, stands)
    if first is not None:
        if first != accepts:
            raise NotAccepted
        accept_guidelines(first, by=by)
    Participant.objects.create(programme=stands, member=by)
    Declined.objects.filter(programme=stands, member=by).delete()
    allow(stands, [by.pk])
    record("programme.joined", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def leave_programme(programme: Programme, *, by: Member) -> None:
    """Take part no longer; nobody is told, and no reason is asked."""
    stands = held(programme, by=by)
    still_open(stands)
    gone, _rows = Participant.objects.filter(programme=stands, member=by).delete()
    if gone:
        take_back_allowance(stands, member=by.pk)
        record("programme.left", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def decline_programme(programme: Programme, *, by: Member) -> None:
    """Say that one need not be asked again; one can still join."""
    stands = held(programme, by=by)
    still_open(stands)
    require(in_audience(by, stands))
    if Participant.objects.filter(programme=stands, member=by).exists():
        return
    _row, new = Declined.objects.get_or_create(programme=stands, member=by)
    if new:
        record("programme.declined", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def name_obstacle(programme: Programme, kind: str, *, by: Member) -> None:
    """Say what stands in one's way, or ("") that nothing does any more; only the count of each kind is ever told.

    Nothing of it stands in the journal: that would name who said it. Raises ``ValidationError`` for another word,
    ``PermissionDenied`` for whom the programme is not.
    """
    stands = held(programme, by=by)
    still_open(stands)
    taking_part = Participant.objects.filter(programme=stands, member=by).exists()
    require(taking_part or in_audience(by, stands))
    if not kind:
        Obstacle.objects.filter(programme=stands, member=by).delete()
        return
    if kind not in Obstacle.Kind.values:
        raise ValidationError({"kind": _("Choose one of them.")})
    Obstacle.objects.update_or_create(programme=stands, member=by, defaults={"kind": kind, "at": now()})
