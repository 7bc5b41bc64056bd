"""Join a circle, leave it, be taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from peerloop.circles.actions.attending import come_to_meetings, stay_away
from peerloop.circles.actions.held import hold, hold_led
from peerloop.circles.actions.starting import take_in
from peerloop.circles.models import Asking, Circle, Invitation, Membership
from peerloop.circles.queries import circles_seen_by
from peerloop.circles.rules import PART, Full, TurnedDown, why_not_over, why_not_under
from peerloop.discussion.actions import unseat
from peerloop.journal.actions import record
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.circles.actions.held import Held
    from peerloop.people.models import Member


@transaction.atomic
def join_circle(circle: Circle, *, by: Member) -> Membership:
    """Take a place in an open circle and return the membership; twice is once.

    Raises ``Full`` where no place is left, ``ValidationError`` with the reason where who facilitates stands above
    ``by`` or ``by`` was taken out or turned down before, ``Over`` for a closed one, ``PermissionDenied`` for one that
    is not open to ``by``.
    """
    if not circles_seen_by(by).filter(pk=circle.pk).exists():
        raise PermissionDenied
    held = hold(circle, also=[by])
    if held.circle.openness != Circle.Openness.OPEN and held.of(by) is None:
        raise PermissionDenied
    if Asking.objects.filter(circle=held.circle, member=by, answer=Asking.Answer.NO).exists():
        raise TurnedDown
    return let_in(held, by, by=by)


@transaction.atomic
def leave_circle(circle: Circle, *, by: Member) -> None:
    """Leave it; the one left last closes nothing, for others can come. A co-facilitator follows who facilitated."""
    held = hold(circle)
    if held.of(by) is None:
        return
    let_go(held, by)
    record("circle.left", actor=by, subject=held.circle, about=[by.pk])


@transaction.atomic
def remove_from_circle(circle: Circle, member: Member, *, by: Member | None) -> None:
    """Take a member out, who is told, and comes in again only when invited; twice is once.

    Raises ``PermissionDenied`` for who does not look after the circle, and for whom it is looked after by.
    """
    held = hold_led(circle, by=by)
    there = held.of(member)
    if there is None:
        return
    if by is not None and (there.part != PART.MEMBER or member.pk == by.pk):
        raise PermissionDenied
    let_go(held, member)
    said = {"answer": Asking.Answer.NO, "answered_at": now(), "answered_by": by}
    Asking.objects.create(circle=held.circle, member=member, **said)
    record("circle.removed", actor=by, subject=held.circle, about=[member.pk])


def let_in(held: Held, member: Member, *, by: Member | None) -> Membership:
    """Let the member in and have them come to the meetings ahead; held. Raises as ``join_circle`` does."""
    circle = held.circle
    there = held.of(member)
    if there is not None:
        return there
    if reason := why_not_under(member, held.looking_after):
        raise ValidationError(reason)
    if held.free(member) == 0:
        raise Full
    take_in(circle, {member: PART.MEMBER}, by=by)
    moment = now()
    Invitation.objects.filter(circle=circle, member=member, answer="").update(answer="yes", answered_at=moment)
    Asking.objects.filter(circle=circle, member=member, answer="").update(
        answer="yes", answered_at=moment, answered_by=by if by != member else None
    )
    come_to_meetings(circle, [member])
    record("circle.joined", actor=by, subject=circle, about=[member.pk])
    return Membership.objects.select_related("member").get(circle=circle, member=member)


def let_go(held: Held, member: Member) -> None:
    """Take the member's place, seat and hours ahead; held. The first of the co-facilitators follows who facilitated."""
    there = held.of(member)
    if there is None:
        return
    there.delete()
    held.memberships.remove(there)
    Asking.objects.filter(circle=held.circle, member=member).delete()
    Invitation.objects.filter(circle=held.circle, member=member).delete()
    unseat(held.circle.thread, [member], by=None)
    follow_up(held, there)
    stay_away(held.circle, member)


def follow_up(held: Held, gone: Membership) -> None:
    """Let the co-facilitator who has been it longest follow who facilitated; nobody where there is none."""
    if gone.part != PART.FACILITATOR:
        return
    beside = sorted((one for one in held.memberships if one.part == PART.CO_FACILITATOR), key=lambda one: one.at)
    about = [beside[0].member_id] if beside else []
    if beside:
        beside[0].part = PART.FACILITATOR
        beside[0].save(update_fields=["part"])
        record("circle.facilitator_named", actor=None, subject=held.circle, about=about)
    else:
        _no_manager_looks_after(held)
        record("circle.unled", actor=None, subject=held.circle, about=held.ids)


@transaction.atomic
def look_after_together(circle: Circle) -> bool:
    """Let all in it look after a circle that nobody facilitates, where who began it stands above one of them by now.

    Return whether that was so; they are told. Raises ``Over`` for a closed one.
    """
    held = hold(circle)
    if held.leading or not _no_manager_looks_after(held):
        return False
    record("circle.unled", actor=None, subject=held.circle, about=held.ids)
    return True


def _no_manager_looks_after(held: Held) -> bool:
    """Take it from who began it where they stand above somebody in it; return whether they did."""
    begun = next((one for one in held.members if one.pk == held.circle.by_id), None)
    if begun is None or not why_not_over(begun, held.members):
        return False
    held.circle.by = None
    held.circle.save(update_fields=["by"])
    return True
