"""Two with the same question come in together, if both agree; each is asked alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.officehours.locks import hold_hour
from peerloop.officehours.models import Joint, Visit
from peerloop.officehours.rules import Over, hosts
from peerloop.people.rules import kept_apart, require

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def ask_together(hour: OfficeHour, session: Session, visits: list[int], *, by: Member) -> None:
    """Ask two who wait alone whether they come in together. Two who must be kept apart are not asked; no word of it.

    Raises ``ValidationError`` for other than two who wait alone, ``PermissionDenied`` for anybody but the host.
    """
    held = hold_hour(hour.pk)
    require(hosts(held, by))
    waiting = Visit.objects.filter(pk__in=visits, session=session, hour=held, called_at=None, ended_at=None)
    two = list(waiting.select_related("member").order_by("stands_at", "place"))
    paired = Joint.objects.filter(Q(one__in=two) | Q(two__in=two), agreed_at__isnull=False).exists()
    if len(set(visits)) != 2 or len(two) != 2 or paired:
        raise ValidationError(_("Please choose two who still wait, each on their own."))
    if kept_apart(two[0].member, two[1].member):
        return
    joint, new = Joint.objects.get_or_create(one=two[0], two=two[1], defaults={"by": by, "at": now()})
    if new:
        record("joint.asked", actor=by, subject=joint, about=[one.member_id for one in two])


@transaction.atomic
def answer_together(joint: Joint, *, by: Member, yes: bool) -> bool:
    """Say whether one comes in with the other; return whether both have said yes now. Twice is once.

    A no is told to nobody. Raises ``Over`` when one of the two waits no more, or has somebody else by now, and
    ``PermissionDenied`` for who is not one of them.
    """
    hold_hour(joint.one.hour_id)
    stands = Joint.objects.select_related("one__member", "two__member").get(pk=joint.pk)
    one, two = stands.one, stands.two
    require(by.pk in {one.member_id, two.member_id})
    if stands.agreed_at is not None:
        return True
    if any(visit.called_at or visit.ended_at for visit in (one, two)):
        raise Over(_("The queue has moved on: you come in alone."))
    if by.pk == one.member_id:
        stands.one_says = yes
    else:
        stands.two_says = yes
    both = bool(stands.one_says and stands.two_says)
    if both:
        if _have_somebody(one, two) or kept_apart(one.member, two.member):
            raise Over(_("The queue has moved on: you come in alone."))
        stands.agreed_at = now()
        Visit.objects.filter(pk__in=[one.pk, two.pk]).update(stands_at=min(one.stands_at, two.stands_at))
    stands.save(update_fields=["one_says", "two_says", "agreed_at"])
    if both:
        record("joint.agreed", actor=by, subject=stands, about=[one.member_id, two.member_id])
    else:
        record("joint.answered", actor=by, subject=stands, about=[by.pk])
    return both


def _have_somebody(*visits: Visit) -> bool:
    """Whether one of them comes in with a third who still waits."""
    agreed = Joint.objects.filter(agreed_at__isnull=False)
    as_first = agreed.filter(one__in=visits, two__ended_at=None)
    as_second = agreed.filter(two__in=visits, one__ended_at=None)
    return as_first.exists() or as_second.exists()
