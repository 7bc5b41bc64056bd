"""Two begin to learn together, however they came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions import open_loop
from peerloop.matchmaking.models import Pairing
from peerloop.matchmaking.rules import NotToAsk, must
from peerloop.people.rules import blocked
from peerloop.schedule.locks import hold_members
from peerloop.skills.locks import hold_skill

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Request, Ring
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def open_pairing(
    *,
    kind: str,
    learner: Member,
    teacher: Member,
    skill: Skill | None = None,
    by: Member | None,
    request: Request | None = None,
    ring: Ring | None = None,
) -> Pairing:
    """Begin a pairing of ``kind`` and return it; where it is about a skill, a loop opens with it.

    ``by``: one of the two who said yes last, or None for the house itself, ``PermissionDenied`` for anybody else.
    Whether the teacher has a place left, and whether both have said yes, is for the caller to see to. Raises
    ``NotToAsk`` where one of them has left or a block stands between them. Locks the skills, then the two.
    """
    must(by is None or by.pk in {learner.pk, teacher.pk})
    skill = hold_skill(skill) if skill is not None else None
    held = hold_members((learner.pk, teacher.pk))
    learner, teacher = held[learner.pk], held[teacher.pk]
    here = learner.departed_at is None and teacher.departed_at is None
    if learner == teacher or not here or blocked(learner, teacher):
        raise NotToAsk(_("You two cannot be brought together just now."))
    loop = open_loop(learner=learner, teacher=teacher, skill=skill, by=by) if skill is not None else None
    pairing = Pairing.objects.create(
        kind=Pairing.Kind(kind),
        request=request,
        ring=ring,
        learner=learner,
        teacher=teacher,
        skill=skill,
        loop=loop,
        opened_at=now(),
    )
    record("pairing.opened", actor=by, subject=pairing, about=[learner.pk, teacher.pk], kind=str(pairing.kind))
    return pairing
