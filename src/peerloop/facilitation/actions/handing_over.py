"""Hand a circle over to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.circles.actions import name_facilitator, step_down
from peerloop.circles.queries import may_facilitate_circle
from peerloop.facilitation.models import HandOver, Remark, Succession
from peerloop.facilitation.queries import desks_seen_by
from peerloop.facilitation.rules import a_note
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.queries import seen_by
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@transaction.atomic
def hand_over(circle: Circle, to: Member, *, by: Member, note: str = "") -> HandOver:
    """Let ``to`` facilitate the circle from now on, and ``by`` be in it like everybody else; return the hand-over.

    Twice is once. Raises ``ValidationError`` on "member" with the reason where ``to`` cannot (a manager of somebody in
    it, say) or does not facilitate beside ``by`` yet, which is asked first, on "note", ``PermissionDenied`` for who
    does not facilitate it.
    """
    if there := _done(circle, to, by):
        return there
    require(desks_seen_by(by).filter(pk=circle.pk).exists())
    if to.pk == by.pk or not seen_by(by).filter(pk=to.pk).exists():
        raise ValidationError({"member": _("Choose somebody else.")})
    if reason := may_facilitate_circle(to, circle):
        raise ValidationError({"member": reason})
    if not desks_seen_by(to).filter(pk=circle.pk).exists():
        words = _(
            "%(name)s has not agreed to facilitate it yet. Ask them first; from their yes on you can hand it over."
        )
        raise ValidationError({"member": words % {"name": to.name}})
    said = a_note(note)
    try:
        name_facilitator(circle, to, by=by)  # holds the circle: who clicked twice waits here
    except PermissionDenied:
        if there := _done(circle, to, by):
            return there
        raise
    return gone_over(circle, to, by=by, note=said)


def _done(circle: Circle, to: Member, by: Member) -> HandOver | None:
    if desks_seen_by(by).filter(pk=circle.pk).exists():
        return None
    return HandOver.objects.filter(circle=circle, by=by, to=to).order_by("-pk").first()


def gone_over(circle: Circle, to: Member, *, by: Member, note: str = "") -> HandOver:
    """Let ``by`` facilitate no longer after ``to`` does; their own remarks on it go."""
    step_down(circle, by=by)
    Remark.objects.filter(circle=circle, by=by).delete()
    Succession.objects.filter(circle=circle, facilitator=by, answer="").delete()
    made = HandOver.objects.create(circle=circle, by=by, to=to, note=note, at=now())
    record("facilitation.handed_over", actor=by, subject=made, about=[to.pk])
    return made
