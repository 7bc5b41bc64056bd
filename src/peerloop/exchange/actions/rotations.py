"""The host and the member's manager answer; three yeses begin it, and any of the two who are in it ends it early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.exchange.actions.places import close_rotation, hold_place, must_be_free
from peerloop.exchange.models import WHAT, Consent, Reply, Rotation, WeekPlan
from peerloop.exchange.plan import shipped
from peerloop.exchange.queries import left_at
from peerloop.exchange.rules import Over, Refused, must_be_open, parts_of, text, wanted
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import end_pairing, open_pairing
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.rules import require
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def agree(rotation: Rotation, *, by: Member) -> bool:
    """Say yes as host, or as the manager of who asks; return whether all have, and it is settled. Twice is once.

    When the last place goes, who else waits is told that it is taken. Raises ``Over`` where it has ended, ``Refused``
    where no place is left or the member is elsewhere then, ``PermissionDenied`` for anybody who is not asked.
    """
    rotation = _held(rotation)
    parts = parts_of(rotation, by)
    require(bool(parts) and by.departed_at is None)
    if rotation.pairing_id is not None:
        return True
    must_be_open(rotation)
    if left_at(rotation.place) < 1:
        raise Refused(_("This place has been taken."))
    must_be_free(rotation.member, rotation.place)
    for part in parts:
        _said, new = Consent.objects.get_or_create(rotation=rotation, part=part, defaults={"by": by, "at": now()})
        if new:
            record("rotation.consented", actor=by, subject=rotation, about=[by.pk], part=part.value)
    if wanted(rotation) - set(rotation.consents.values_list("part", flat=True)):
        return False
    _begin(rotation)
    return True


@transaction.atomic
def refuse(rotation: Rotation, *, by: Member) -> None:
    """Say not this time, as host or as the manager of who asks; no reason is needed. Twice is once."""
    rotation = _held(rotation)
    require(bool(parts_of(rotation, by)))
    _close(rotation, Reply.Kind.DECLINED, by)


@transaction.atomic
def withdraw_rotation(rotation: Rotation, *, by: Member) -> None:
    """Ask no longer, before it is settled. Twice is once; raises ``Over`` where it ended otherwise."""
    require(by.pk == rotation.member_id)
    _close(_held(rotation), Reply.Kind.WITHDRAWN, by)


@transaction.atomic
def end_rotation(rotation: Rotation, *, by: Member | None) -> None:
    """End the weeks, before their time or after it (None); no reason is asked, and nobody is to blame. Twice is once.

    The manager, whose yes it took, is told that it has ended. Raises ``PermissionDenied`` for who is not one of the
    two, ``Over`` for what never began.
    """
    rotation = _held(rotation)
    require(by is None or by.pk in {rotation.member_id, rotation.place.host_id})
    if rotation.pairing is None:
        raise Over(_("This has not begun."))
    end_pairing(rotation.pairing, by=by)


@transaction.atomic
def plan_week(rotation: Rotation, *, week: int, said: str, by: Member) -> WeekPlan:
    """Write what a week is for; empty takes the shipped words out. The member's and the host's alone."""
    rotation = _held(rotation)
    require(by.pk in {rotation.member_id, rotation.place.host_id} and rotation.pairing_id is not None)
    if not 1 <= week <= rotation.place.weeks:
        raise ValidationError({"week": _("Please choose one of the weeks.")})
    kept = text(said, "text", most=WHAT, needed=False)
    planned, _new = WeekPlan.objects.update_or_create(rotation=rotation, week=week, defaults={"text": kept})
    record("rotation.planned", actor=by, subject=rotation, about=[rotation.member_id, rotation.place.host_id])
    return planned


def _begin(rotation: Rotation) -> None:
    place = rotation.place
    try:
        pairing = open_pairing(kind="rotation", learner=rotation.member, teacher=place.host, by=None)
    except NotPossible as told:
        raise Refused(told.messages) from told
    rotation.pairing = pairing
    rotation.save(update_fields=["pairing"])
    WeekPlan.objects.bulk_create(
        WeekPlan(rotation=rotation, week=week, text=shipped(week, place.weeks)) for week in range(1, place.weeks + 1)
    )
    close_rotation(rotation, Reply.Kind.ACCEPTED, by=None)
    if left_at(place) < 1:
        for other in Rotation.objects.filter(place=place, reply=None).select_related("member", "place"):
            close_rotation(other, Reply.Kind.TAKEN, by=None)


def _close(rotation: Rotation, kind: Reply.Kind, by: Member) -> None:
    if hasattr(rotation, "reply") and rotation.reply.kind == kind:
        return
    must_be_open(rotation)
    close_rotation(rotation, kind, by=by)


def _held(rotation: Rotation) -> Rotation:
    """Return it fresh, under the locks of its place and of the two."""
    place = hold_place(rotation.place)
    held = hold_members([place.host_id, rotation.member_id])
    fresh = Rotation.objects.select_related("reply", "pairing__ending").get(pk=rotation.pk)
    fresh.place, fresh.member = place, held[rotation.member_id]
    return fresh
