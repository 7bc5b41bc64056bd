"""Reporting lines have changed, and who facilitates stands above somebody in the circle: somebody else is to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions import look_after_together, name_facilitator, step_down
from peerloop.circles.models import Circle
from peerloop.circles.rules import Over
from peerloop.facilitation.actions.handing_over import gone_over
from peerloop.facilitation.models import Remark, Succession
from peerloop.facilitation.queries import (
    Crossed,
    begun_from_above,
    candidates,
    crossed,
    successions_answered_by,
    successions_seen_by,
)
from peerloop.facilitation.rules import HAND_OVER_IN, Settled
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

YES, NO = Succession.Answer.YES, Succession.Answer.NO


@transaction.atomic
def check_lines() -> int:
    """Propose a successor wherever whoever facilitates stands above somebody in the circle; return for how many anew.

    What is no longer so needs none; after a fortnight the one concerned facilitates no longer, with or without one.
    Who looks after a circle that nobody facilitates, as they began it, does so no longer at once: all in it do.
    """
    for circle in begun_from_above():
        look_after_together(circle)
    now_so = crossed()
    found = {(one.circle, one.facilitator) for one in now_so}
    waiting = {(one.circle_id, one.facilitator_id): one for one in Succession.objects.filter(answer="")}
    for key, row in waiting.items():
        if key not in found:
            row.delete()
        elif row.at <= now() - HAND_OVER_IN:
            _give_up(row)
    made = [one for one in now_so if (one.circle, one.facilitator) not in waiting]
    for one in made:
        _propose(one, first=True)
    return len(made)


@transaction.atomic
def take_over(succession: Succession, *, by: Member) -> Circle:
    """Say yes: facilitate the circle from now on, and return it.

    Raises ``Settled`` where it is answered, ``ValidationError`` where ``by`` cannot any more, and not why,
    ``PermissionDenied`` for anybody else's.
    """
    row = _mine(succession, by)
    try:
        name_facilitator(row.circle, by, by=None)  # holds the circle, and whoever else answers for it waits
    except Over:
        raise
    except ValidationError as refused:  # the reason names somebody in it, whom ``by`` may have come to lead meanwhile
        words = _("Since you were asked something has changed, and you cannot follow. You need do nothing.")
        raise ValidationError(words) from refused
    _answer(row, YES)
    gone_over(row.circle, by, by=row.facilitator)
    record("facilitation.taken_over", actor=by, subject=row, about=[row.facilitator_id])
    return row.circle


@transaction.atomic
def decline_succession(succession: Succession, *, by: Member) -> None:
    """Say no; the next one is asked. Raises ``Settled``, ``PermissionDenied`` for anybody else's."""
    row = _mine(succession, by)
    _answer(row, NO)
    record("facilitation.succession_declined", actor=by, subject=row, about=[by.pk])
    _propose(Crossed(row.circle_id, row.facilitator_id), first=False, since=row)


def _mine(succession: Succession, by: Member) -> Succession:
    row = successions_seen_by(by).select_related("circle__thread", "facilitator").filter(pk=succession.pk).first()
    if row is None:
        if successions_answered_by(by).filter(pk=succession.pk).exists():
            raise Settled
        raise PermissionDenied
    return row


def _answer(row: Succession, answer: str) -> None:
    if Succession.objects.select_for_update(no_key=True).get(pk=row.pk).answer:
        raise Settled
    row.answer, row.answered_at = answer, now()
    row.save(update_fields=["answer", "answered_at"])


def _propose(one: Crossed, *, first: bool, since: Succession | None = None) -> None:
    """Ask the best candidate, and tell who is to hand over; the fortnight goes on from the first row."""
    circle = Circle.objects.get(pk=one.circle)
    successor = next(iter(candidates(circle, instead_of=one.facilitator)), None)
    row = Succession.objects.create(
        circle=circle, facilitator_id=one.facilitator, successor=successor, at=since.at if since else now()
    )
    about: Iterable[int] = [successor.pk] if successor else []
    record("facilitation.successor_proposed", actor=None, subject=row, about=about)
    if first:
        record("facilitation.lines_crossed", actor=None, subject=row, about=[one.facilitator])


def _give_up(row: Succession) -> None:
    """Let the one concerned facilitate no longer; the circle goes on with who does beside them, or looks for one."""
    facilitator, circle = Member.objects.get(pk=row.facilitator_id), Circle.objects.get(pk=row.circle_id)
    row.delete()
    step_down(circle, by=facilitator)
    Remark.objects.filter(circle=circle, by=facilitator).delete()
