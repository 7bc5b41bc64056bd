"""Ask who would facilitate the circle, say who does, and stop facilitating it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from peerloop.circles.actions.attending import come_to_meetings
from peerloop.circles.actions.held import hold
from peerloop.circles.actions.joining import follow_up
from peerloop.circles.actions.starting import take_in
from peerloop.circles.models import Invitation, Membership
from peerloop.circles.queries import may_facilitate_circle
from peerloop.circles.rules import LEADING, PART, looks_after, why_not_under
from peerloop.discussion.actions import seat
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Role
from peerloop.people.queries import seen_by
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.circles.actions.held import Held
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@transaction.atomic
def ask_to_facilitate(circle: Circle, member: Member, *, by: Member) -> Invitation | None:
    """Ask the member to facilitate the circle, beside who does, from their yes on (``accept_invitation``).

    Return the question as it stands, open or answered with a no, which is not asked again; None where nothing is to be
    asked, as it is oneself or they facilitate beside somebody already: they come first at once. Raises as
    ``name_facilitator`` does, and for whom ``by`` does not see or whoever facilitates stands above.
    """
    held = hold(circle, also=[member])
    if member.pk != by.pk and not seen_by(by).filter(pk=member.pk).exists():
        raise PermissionDenied
    _may_facilitate(held, member, by=by)
    there = held.of(member)
    if there is None and (reason := why_not_under(member, held.looking_after)):
        raise ValidationError({"member": reason})
    if member.pk == by.pk or (there is not None and there.part in LEADING):
        name_facilitator(held.circle, member, by=by)
        return None
    mine = Invitation.objects.filter(circle=held.circle, member=member)
    final = Q(to_facilitate=True) if there is not None else Q(to_facilitate=True) | Q(answer=Invitation.Answer.NO)
    asked = mine.filter(final).exclude(answer=Invitation.Answer.YES).first()
    if asked is not None:
        return asked
    anew = {"to_facilitate": True, "by": by, "at": now(), "answer": "", "answered_at": None}
    asked, _new = Invitation.objects.update_or_create(circle=held.circle, member=member, defaults=anew)
    record("circle.asked_to_facilitate", actor=by, subject=held.circle, about=[member.pk])
    return asked


@transaction.atomic
def name_facilitator(circle: Circle, member: Member, *, by: Member | None, co: bool = False) -> Membership:
    """Let the member, who has agreed, facilitate the circle, or (``co``) do so beside who does; return their part.

    Who facilitated before facilitates beside them from then on. Whoever looks after the circle or organises may do
    this, and the house itself (None). Raises ``ValidationError`` on "member" with the reason where the member cannot
    (``queries.may_facilitate_circle``), ``PermissionDenied`` for anybody else, ``Over`` for a closed circle.
    """
    held = hold(circle, also=[member])
    _may_facilitate(held, member, by=by)
    part = PART.CO_FACILITATOR if co and held.leading else PART.FACILITATOR
    there = held.of(member)
    if there is not None and there.part in {part, PART.FACILITATOR}:
        return there
    if part == PART.FACILITATOR:
        _beside(held, member)
    if there is None:
        take_in(held.circle, {member: part}, by=by)
        come_to_meetings(held.circle, [member])
    else:
        there.part = part
        there.save(update_fields=["part"])
        seat(held.circle.thread, [member], by=by, moderates=True)
    record("circle.facilitator_named", actor=by, subject=held.circle, about=[member.pk])
    return Membership.objects.select_related("member").get(circle=held.circle, member=member)


@transaction.atomic
def step_down(circle: Circle, *, by: Member) -> None:
    """Facilitate no longer and stay in the circle; who facilitates beside them follows. Twice is once."""
    held = hold(circle)
    there = held.of(by)
    if there is None:
        raise PermissionDenied
    if there.part not in LEADING:
        return
    was = Membership(part=there.part)
    there.part = PART.MEMBER
    there.save(update_fields=["part"])
    seat(held.circle.thread, [by], by=by, moderates=False)
    record("circle.stepped_down", actor=by, subject=held.circle, about=[by.pk])
    follow_up(held, was)


def _may_facilitate(held: Held, member: Member, *, by: Member | None) -> None:
    """Refuse who may not say it, and who cannot do it."""
    if by is not None and not (
        looks_after(by, held.memberships, held.circle) or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR)
    ):
        raise PermissionDenied
    if reason := may_facilitate_circle(member, held.circle):
        raise ValidationError({"member": reason})


def _beside(held: Held, member: Member) -> None:
    """Who facilitated does so beside the new one."""
    for one in held.memberships:
        if one.part == PART.FACILITATOR and one.member_id != member.pk:
            one.part = PART.CO_FACILITATOR
            one.save(update_fields=["part"])
