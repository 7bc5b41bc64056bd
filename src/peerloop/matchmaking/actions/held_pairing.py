"""Take a pairing in hand: its two locked, and the row fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from peerloop.matchmaking.models import Goal, Note, Pairing, Point
from peerloop.matchmaking.rules import NotPossible, must, must_run, takes_part
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member

Row = TypeVar("Row", Goal, Point, Note)
FULL = ("learner", "teacher", "skill", "ending", "ring")


def held_pairing(pairing: Pairing, *, by: Member | None = None) -> Pairing:
    """Return it as it stands; nobody changes anything of it until the transaction ends.

    ``by``: who must be one of the two and here, else ``PermissionDenied``.
    """
    must(by is None or (takes_part(by, pairing) and by.departed_at is None))
    hold_members((pairing.learner_id, pairing.teacher_id))
    return Pairing.objects.select_related(*FULL).get(pk=pairing.pk)


def running_pairing(pairing: Pairing, *, by: Member) -> Pairing:
    """Return it as ``held_pairing`` does; raises ``PairingOver`` where it has ended."""
    held = held_pairing(pairing, by=by)
    must_run(held)
    return held


def still_there(row: Row) -> Row:
    """Return the row as it stands; raises ``NotPossible`` where the other has struck it out in the meantime."""
    found = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        raise NotPossible(_("This was struck out in the meantime."))
    return found


def both(pairing: Pairing) -> list[int]:
    """Return the ids of the two."""
    return [pairing.learner_id, pairing.teacher_id]
