"""Who runs a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.people.rules import require
from peerloop.programmes.actions.held import held_to_run
from peerloop.programmes.models import Organiser
from peerloop.programmes.rules import may_set_up

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


@transaction.atomic
def name_organiser(programme: Programme, member: Member, *, by: Member) -> None:
    """Let a colleague run it, too; twice is once. Only its owner, and organisers, may say so."""
    stands = held_to_run(programme, by=by)
    require(stands.owner_id == by.pk or may_set_up(by))
    if member.departed_at is not None:
        raise ValidationError({"colleague": _("They have left.")})
    if member.pk == stands.owner_id:
        return
    _row, new = Organiser.objects.get_or_create(programme=stands, member=member, defaults={"by": by})
    if new:
        record("programme.shared", actor=by, subject=stands, about=[member.pk])


@transaction.atomic
def release_organiser(programme: Programme, member: Member, *, by: Member) -> None:
    """Let them run it no longer: its owner, an organiser, or they themselves."""
    stands = held_to_run(programme, by=by)
    require(by.pk in {member.pk, stands.owner_id} or may_set_up(by))
    gone, _rows = Organiser.objects.filter(programme=stands, member=member).delete()
    if gone:
        record("programme.unshared", actor=by, subject=stands, about=[member.pk])


@transaction.atomic
def take_over(programme: Programme, *, by: Member) -> None:
    """Become its owner, as an organiser; who owned it runs it with them."""
    require(may_set_up(by))
    stands = held_to_run(programme, by=by)
    before = stands.owner
    if before == by:
        return
    stands.owner = by
    stands.save(update_fields=["owner"])
    Organiser.objects.filter(programme=stands, member=by).delete()
    if before and before.departed_at is None:
        Organiser.objects.get_or_create(programme=stands, member=before, defaults={"by": by})
    record("programme.taken_over", actor=by, subject=stands, about=[pk for pk in (by.pk, before and before.pk) if pk])
