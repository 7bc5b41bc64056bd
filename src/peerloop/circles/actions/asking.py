"""Ask to be let in, and answer; invite, and answer that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions.facilitating import name_facilitator
from peerloop.circles.actions.held import hold, hold_led
from peerloop.circles.actions.joining import let_in
from peerloop.circles.models import Asking, Circle, Invitation
from peerloop.circles.queries import behind_the_door, circles_seen_by, may_ask_from, may_facilitate_circle
from peerloop.circles.rules import Full, TurnedDown, a_line, why_not_under
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from peerloop.circles.actions.held import Held
    from peerloop.circles.models import Membership
    from peerloop.people.models import Member

YES, NO = Asking.Answer.YES, Asking.Answer.NO


@transaction.atomic
def ask_to_join(door: UUID, *, by: Member, text: str = "") -> Asking:
    """Ask to be let into the circle behind the address, and return the asking; twice is once.

    Raises ``PermissionDenied`` where there is no such address, ``TurnedDown`` after a no, ``ValidationError`` for who
    is in it or cannot be, or has taken an asking back less than a week ago (``queries.may_ask_from``).
    """
    circle = behind_the_door(by, door)
    if circle is None:
        raise PermissionDenied
    held = hold(circle, also=[by])
    said = a_line(text, needed=False)
    if held.of(by) is not None:
        raise ValidationError(_("You are in this circle already."))
    if reason := why_not_under(by, held.looking_after):
        raise ValidationError(reason)
    if Asking.objects.filter(circle=held.circle, member=by, answer=NO).exists():
        raise TurnedDown
    if may_ask_from(by, held.circle) is not None:
        raise ValidationError(_("You have asked and taken it back. You can ask again a week after that."))
    asking, new = Asking.objects.get_or_create(circle=held.circle, member=by, defaults={"text": said, "at": now()})
    if new:
        record("circle.asked", actor=by, subject=held.circle, about=[by.pk])
    return asking


@transaction.atomic
def take_asking_back(asking: Asking, *, by: Member) -> None:
    """Ask no longer; one that is answered stays so. ``PermissionDenied`` for anybody else's."""
    if asking.member_id != by.pk:
        raise PermissionDenied
    held = hold(asking.circle, also=[by], running=False)
    gone, _rows = Asking.objects.filter(pk=asking.pk, answer="").delete()
    if gone:
        record("circle.asking_withdrawn", actor=by, subject=held.circle, about=[by.pk])


@transaction.atomic
def answer_asking(asking: Asking, *, by: Member, yes: bool) -> Asking:
    """Let whoever asks in, or not, and return the asking as it stands; the first answer counts.

    Raises ``Full`` and other ``ValidationError`` with the reason where they cannot come in, ``PermissionDenied`` for
    who does not look after the circle.
    """
    held = hold_led(asking.circle, by=by, also=[asking.member])
    stands = Asking.objects.select_related("member").filter(pk=asking.pk).first()
    if stands is None:
        raise ValidationError(_("It has been taken back."))
    if stands.answer:
        return stands
    stands.answer, stands.answered_at, stands.answered_by = (YES if yes else NO), now(), by
    stands.save(update_fields=["answer", "answered_at", "answered_by"])
    if yes:
        let_in(held, stands.member, by=by)
    else:
        record("circle.turned_down", actor=by, subject=held.circle, about=[stands.member_id])
    return stands


@transaction.atomic
def invite_to_circle(circle: Circle, members: Iterable[Member], *, by: Member | None) -> list[Member]:
    """Invite members who answer for themselves; return who was invited now. A second time, or after a no, is none; a no
    to facilitating it is none to coming in.

    Raises ``ValidationError`` with the reason for whom who facilitates stands above, ``Full`` where no place is left,
    ``PermissionDenied`` for who does not look after the circle.
    """
    wanted = {member.pk: member for member in members}
    held = hold_led(circle, by=by)
    if by is not None:
        wanted = {one.pk: one for one in seen_by(by).filter(pk__in=wanted)}
    there = Invitation.objects.filter(circle=held.circle)
    elsewise = there.filter(to_facilitate=True, answer=NO, member__in=wanted)
    known = {*held.ids, *there.exclude(pk__in=elsewise).values_list("member", flat=True)}
    asked = [one for pk, one in sorted(wanted.items()) if pk not in known]
    for member in asked:
        if reason := why_not_under(member, held.looking_after):
            raise ValidationError({"members": reason})
    if held.free() < len(asked):
        raise Full
    elsewise.filter(member__in=asked).delete()
    Invitation.objects.bulk_create(Invitation(circle=held.circle, member=one, by=by, at=now()) for one in asked)
    if asked:
        record("circle.invited", actor=by, subject=held.circle, about=[one.pk for one in asked])
    return asked


@transaction.atomic
def accept_invitation(circle: Circle, *, by: Member) -> Membership:
    """Say yes and return one's membership: one facilitates, beside who does, where that was asked and still can be.

    Twice is once. Raises ``Full``, ``Over`` and as ``join_circle`` does.
    """
    held = _invited(circle, by)
    if held.of(by) is None and (reason := why_not_under(by, held.looking_after)):
        raise ValidationError(reason)
    lead = Invitation.objects.filter(circle=held.circle, member=by, to_facilitate=True, answer="")
    if lead.update(answer=YES, answered_at=now()) and may_facilitate_circle(by, held.circle) is None:
        Asking.objects.filter(circle=held.circle, member=by, answer="").update(answer=YES, answered_at=now())
        return name_facilitator(held.circle, by, by=None, co=True)
    return let_in(held, by, by=by)


@transaction.atomic
def decline_invitation(circle: Circle, *, by: Member) -> None:
    """Say no; nobody is told why, and one may still join where the circle is open."""
    held = _invited(circle, by)
    said = Invitation.objects.filter(circle=held.circle, member=by, answer="")
    if said.update(answer=NO, answered_at=now()):
        record("circle.declined", actor=by, subject=held.circle, about=[by.pk])


def _invited(circle: Circle, by: Member) -> Held:
    if not circles_seen_by(by).filter(pk=circle.pk).exists():
        raise PermissionDenied
    held = hold(circle, also=[by])
    if held.of(by) is None and not Invitation.objects.filter(circle=held.circle, member=by).exists():
        raise PermissionDenied
    return held
